package org.stackdeck.cloud.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openstack4j.model.compute.Action;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.openstack.Credential.Password;
import org.stackdeck.cloud.openstack.Credential.UserRef;
import org.stackdeck.cloud.openstack.StubOpenStack.Recorded;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;

class OpenStack4jTests {

    private static final String IMAGES = "GET /image/v2/images";

    private final StubOpenStack stub = new StubOpenStack();
    private final CloudServices services =
            new CloudServices(TestClouds.settings(10), Clock.systemUTC(), Executors.newVirtualThreadPerTaskExecutor());
    private final Keystone keystone = new Keystone(
            java.net.URI.create(stub.address() + "/v3"), services.channel("identity", Tls.SYSTEM), services.refusals());

    @AfterEach
    void stop() {
        stub.close();
    }

    private ServiceClient client(String type, String project) {
        var password =
                new Password(new UserRef("u1", null, null), "secret", new Credential.ProjectRef(project, null, null));
        return new ServiceClient(
                type,
                services.channel(type, Tls.SYSTEM),
                new TokenSource(
                        () -> keystone.authenticate(password),
                        services.clock(),
                        services.executor(),
                        services.settings().patience()),
                token -> token.catalog().find(type, Interface.PUBLIC, null).orElseThrow(),
                services.refusals());
    }

    @Test
    void scopesOnOneThreadSendTheirOwnTokens() {
        stub.project("p2", "beta", "member");
        ServiceClient alpha = client("image", "p1");
        ServiceClient beta = client("image", "p2");
        stub.on(IMAGES, Reply.json(200, "{\"images\":[]}"));

        OpenStack4j.call(alpha, c -> c.imagesV2().list());
        OpenStack4j.call(beta, c -> c.imagesV2().list());
        OpenStack4j.call(alpha, c -> c.imagesV2().list());

        assertThat(stub.requests(IMAGES))
                .extracting(Recorded::token)
                .containsExactly("token-p1-1", "token-p2-2", "token-p1-1");
    }

    @Test
    void nestedCallsOfDifferentScopesSendTheirOwnTokens() {
        stub.project("p2", "beta", "member");
        stub.on(IMAGES, Reply.json(200, "{\"images\":[]}"));
        ServiceClient beta = client("image", "p2");

        OpenStack4j.call(client("image", "p1"), alphas -> {
            // A nested call for another scope replaces the session of the thread.
            OpenStack4j.call(beta, c -> c.imagesV2().list());
            return alphas.imagesV2().list();
        });

        assertThat(stub.requests(IMAGES))
                .extracting(Recorded::token)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("token-p2"),
                        second -> assertThat(second).startsWith("token-p1"));
    }

    @Test
    void queryIsSentOnce() {
        stub.on(IMAGES, Reply.json(200, "{\"images\":[{\"id\":\"i1\",\"name\":\"debian\",\"status\":\"active\"}]}"));

        var images = OpenStack4j.call(client("image", "p1"), c -> c.imagesV2().list(java.util.Map.of("limit", "7")));

        assertThat(images)
                .singleElement()
                .satisfies(i -> assertThat(i.getName()).isEqualTo("debian"));
        assertThat(stub.requests(IMAGES).getFirst().query()).isEqualTo("limit=7");
    }

    @Test
    void acceptedActionIsSentWithItsBody() {
        stub.on("POST /v2.1/servers/s1/action", Reply.json(202, ""));

        var response = OpenStack4j.call(
                client("compute", "p1"), c -> c.compute().servers().action("s1", Action.STOP));

        assertThat(response.isSuccess()).isTrue();
        assertThat(stub.requests("POST /v2.1/servers/s1/action"))
                .singleElement()
                .satisfies(r -> assertThat(r.body()).contains("os-stop"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 422, 429, 500, 501, 502, 503, 504})
    void errorStatusNeverLooksLikeSuccessOrEmpty(int status) {
        ServiceClient compute = client("compute", "p1");
        ServiceClient image = client("image", "p1");
        stub.on("POST /v2.1/servers/s1/action", Reply.json(status, "{\"e\":{\"message\":\"no\"}}"));
        stub.on("DELETE /v2.1/servers/s1", Reply.json(status, "{\"e\":{\"message\":\"no\"}}"));
        stub.on(IMAGES, Reply.json(status, "{\"e\":{\"message\":\"no\"}}"));

        assertThatThrownBy(() ->
                        OpenStack4j.call(compute, c -> c.compute().servers().action("s1", Action.STOP)))
                .isInstanceOfSatisfying(CloudException.class, e -> {
                    assertThat(e.status()).isEqualTo(status);
                    assertThat(e.requestId()).contains("req-1");
                });
        assertThatThrownBy(() ->
                        OpenStack4j.call(compute, c -> c.compute().servers().delete("s1")))
                .isInstanceOf(CloudException.class);
        assertThatThrownBy(() -> OpenStack4j.call(image, c -> c.imagesV2().list()))
                .isInstanceOf(CloudException.class);
    }

    @Test
    void expiredTokenIsReplaced() {
        ServiceClient image = client("image", "p1");
        stub.on(IMAGES, Reply.json(200, "{\"images\":[]}"));
        OpenStack4j.call(image, c -> c.imagesV2().list());
        stub.revokeAllTokens();

        OpenStack4j.call(image, c -> c.imagesV2().list());

        assertThat(stub.requests(IMAGES))
                .extracting(Recorded::token)
                .containsExactly("token-p1-1", "token-p1-1", "token-p1-2");
    }
}
