package org.namingofcats.probe.vantage;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;

/**
 * The API server's own way to a port of a pod, which is none of the paths under test. What is sent over it is sent once.
 * The client library would repeat what was answered 5xx, and a repeated dial is a request that nobody counted; and in
 * repeating it resets a stream that has ended, whereupon Vert.x 4.5 closes that stream's connection, which may by then
 * carry somebody else's request ({@code Http1xClientConnection.reset}).
 */
public final class PodProxy {
    private static final RequestConfig ONCE = new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build();

    private final KubernetesClient client;

    public PodProxy(KubernetesClient client) {
        this.client = client;
    }

    /**
     * What the pod answers to a GET; {@code null} when that is 404.
     *
     * @param path of the pod's own, with a slash in front
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when it does not answer
     */
    public String get(String namespace, String pod, int port, String path) {
        return client.adapt(NamespacedKubernetesClient.class).withRequestConfig(ONCE)
                .call(once -> once.raw("/api/v1/namespaces/" + namespace + "/pods/" + pod + ":" + port + "/proxy" + path));
    }

    /** A client with the credentials and connections of {@code client}. */
    static HttpClient once(KubernetesClient client) {
        return client.getHttpClient().newBuilder().tag(ONCE).build();
    }
}
