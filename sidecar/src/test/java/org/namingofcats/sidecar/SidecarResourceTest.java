package org.namingofcats.sidecar;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SidecarResourceTest {

    @TestHTTPResource
    URI self;

    @Test
    void passportSaysSidecar() {
        given().header("X-Lab-Nonce", "private-name")
                .when().get("/")
                .then().statusCode(200)
                .body("service", is("sidecar"))
                .body("nonce", is("private-name"))
                .body("pod", is("pod-of-the-test"));
        when().get("/receipts/private-name").then().body("served", is(1));
    }

    @Test
    void malformedNonceIsRefused() {
        given().header("X-Lab-Nonce", "not a nonce").when().get("/").then().statusCode(400);
    }

    @Test
    void hasNoPublicPath() {
        when().get("/mypathA").then().statusCode(404);
        when().get("/myPathB").then().statusCode(404);
    }

    @Test
    void healthIsUp() {
        when().get("/q/health").then().statusCode(200).body("status", is("UP"));
    }

    /** The same port on the machine's other address: nobody listens. */
    @Test
    void listensOnLocalhostOnly() throws Exception {
        new Socket(InetAddress.getLoopbackAddress(), self.getPort()).close();
        var other = otherAddress();
        assumeTrue(other.isPresent(), "no IPv4 address but loopback's");
        assertThrows(ConnectException.class, () -> new Socket(Proxy.NO_PROXY).connect(new InetSocketAddress(other.get(), self.getPort())));
    }

    /** Where nothing is configured a server under test listens on localhost and one in an image everywhere; and no profile says otherwise. */
    @Test
    void isToldToListenOnLocalhostOnly() throws Exception {
        var packaged = new Properties();
        try (var file = SidecarResource.class.getResourceAsStream("/application.properties")) {
            packaged.load(file);
        }
        packaged.keySet().removeIf(key -> !key.toString().endsWith("quarkus.http.host"));
        assertEquals(Map.of("quarkus.http.host", "127.0.0.1"), packaged);
    }

    private static Optional<InetAddress> otherAddress() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
    }
}
