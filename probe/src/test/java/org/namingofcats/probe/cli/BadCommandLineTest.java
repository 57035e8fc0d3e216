package org.namingofcats.probe.cli;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.namingofcats.probe.trouble.ExitCode;
import picocli.CommandLine;

/** A wrong command line is told as such before anything is asked of a cluster: this kubeconfig leads nowhere. */
@QuarkusTest
class BadCommandLineTest {
    private static final String PATHS = "there are localhost, pod-ip, cluster-ip, node-port, load-balancer, ingress";

    @Inject
    CommandLine.IFactory beans;

    @ParameterizedTest(name = "probe {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        // command line                                | part of what is told
        "\"\"                                          | no command given",
        "frobnicate                                    | frobnicate",
        "verify frobnicate                             | frobnicate",
        "verify --frobnicate                           | --frobnicate",
        "verify --path nowhere                         | no path nowhere, " + PATHS,
        "verify --path Ingress                         | no path Ingress, " + PATHS,
        "verify --output xml                           | --output",
        "verify --require some                         | --require",
        "verify --patience 0                           | --patience 0 is not from 1 to 600",
        "verify --patience 601                         | --patience 601 is not from 1 to 600",
        "verify --patience soon                        | --patience",
        "verify --watch 0                              | --watch 0",
        "verify --watch 86401                          | --watch 86401",
        "verify --watch soon                           | --watch",
        "verify --watch --metrics-port 65536           | --metrics-port 65536",
        "verify --watch --metrics-port -1              | --metrics-port",
        "verify --metrics-port 9464                    | --watch",
        "verify --watch --output json                  | --watch prints lines",
        "verify --report                               | --report",
        "verify --outside ftp://10.0.0.1:8082          | --outside ftp://10.0.0.1:8082 is not like http://host:8082",
        "verify --outside http://10.0.0.1:65536        | --outside http://10.0.0.1:65536 is not like",
        "verify --outside http://10.0.0.1:0            | --outside http://10.0.0.1:0 is not like",
        "verify --outside 10.0.0.1                     | --outside 10.0.0.1 is not like",
        "verify --outside http://[cat                  | --outside",
        "verify --report /dev/null/x                   | cannot be written to /dev/null/x",
        "prove --report /dev/null/x                    | cannot be written to /dev/null/x",
        "prove --only nothing                          | no mutation nothing, there are ",
        "dial http://10.0.0.1/                         | --from",
        "dial --from pod                               | URL",
        "dial --from pod https://10.0.0.1/             | 'https://10.0.0.1/' is not plain http",
        "dial --from pod file:///etc/passwd            | 'file:///etc/passwd' is not plain http",
        "dial --from pod http://10.0.0.1:0/            | port 0 is not from 1 to 65535",
        "dial --from pod http://10.0.0.1:65536/        | port 65536 is not from 1 to 65535",
        "dial --from pod http://10.0.0.1:99999999999/  | not http://host[:port]/path",
        "dial --from pod http:///path                  | not",
        "dial --from pod --header Host http://x/       | 'Host' is not a header like 'Name: value'",
        "dial --from pod --header X_Cat:1 http://x/     | a header is not a name of letters",
        "dial --from pod --header X-Cat:\u00e9 http://x/ | a header is not a name of letters",
        "verify --namespace=                           | --namespace is blank",
        "explain                                       | PATH",
        "explain nowhere                               | no path nowhere, " + PATHS,
        "explain ingress --output xml                  | --output",
        "explain ingress --svg /no/such/folder/x.svg   | is not a file in a folder that is there",
        "explain ingress --svg /tmp                    | is not a file in a folder that is there",
        "labs /no/such/page.md                         | no page or folder '/no/such/page.md'",
        "labs /etc/passwd                              | no page or folder '/etc/passwd'",
        "labs /dev                                     | no .md page in '/dev'",
        "labs --deadline 0                             | --deadline 0",
        "race no-such-experiment                       | no-such-experiment",
        "race --rate 0                                 | --rate",
        "race --rounds 0                               | --rounds",
        "race --deadline 99                            | --deadline",
        "race --report /dev/null/x                     | cannot be written to /dev/null/x",
        "page --port 65536                             | --port 65536 is not from 0 to 65535",
        "page --port cat                               | --port",
        "page --report /dev/null/x                     | cannot be written to /dev/null/x",
        "soak --minutes 0                              | --minutes",
        "soak --fault drizzle                          | drizzle",
        "soak --report /dev/null/x                     | cannot be written to /dev/null/x",
        "bench --rounds 0                              | --rounds 0 is not from 1 to 1000",
        "bench --rounds many                           | --rounds",
        "bench --rate 19                               | --rate 19 is not from 20 to 2000",
        "bench --seed cat                              | --seed",
        "bench --floor /no/such/folder                 | --floor /no/such/folder is no folder",
        "bench --update /no/such/page.md               | there is no page /no/such/page.md",
        "bench --update /etc/passwd                    | /etc/passwd has no part for a bench",
        "bench --report /dev/null/x                    | cannot be written to /dev/null/x",
        "bench frobnicate                              | frobnicate",
        "bench services --rounds 0                     | --rounds 0 is not from 1 to 200",
        "bench services --update /etc/passwd           | /etc/passwd has no part for a bench",
        "bench growth --services 100,0                 | --services [100, 0] is no rising list",
        "bench growth --services 20001                 | --services [20001] is no rising list",
        "bench growth --services many                  | --services",
        "bench growth --rate 19                        | --rate 19 is not from 20 to 1000",
        "bench growth --seed cat                       | --seed",
        "bench growth --update /etc/passwd             | /etc/passwd has no part for a bench",
        "bench compare --fresh /no/such/bench.json     | /no/such/bench.json cannot be read (NoSuchFile)",
        "bench compare --fresh /etc                    | /etc cannot be read",
        "bench compare --fresh /etc/passwd             | /etc/passwd is no bench",
        "bench compare --fresh ../docs/bench.schema.json | is no bench: it lacks figures",
        "agent frobnicate                              | frobnicate"})
    void isToldInOneLine(String line, String part) {
        System.setProperty("kubeconfig", "/no/kubeconfig");
        try {
            Told.by(beans, line.isEmpty() ? new String[0] : line.split(" +")).assertOneLine(ExitCode.USAGE, part);
        } finally {
            System.clearProperty("kubeconfig");
        }
    }
}
