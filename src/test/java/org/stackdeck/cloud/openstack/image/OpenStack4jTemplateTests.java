package org.stackdeck.cloud.openstack.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openstack4j.model.compute.Action;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Recorded;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.openstack.http.TlsOptions;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.identity.EndpointInterface;
import org.stackdeck.cloud.openstack.identity.KeystoneClient;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.Password;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.UserRef;
import org.stackdeck.cloud.openstack.identity.TokenCache;

class OpenStack4jTemplateTests {

    private static final String IMAGES = "GET /image/v2/images";

    private final StubOpenStack stub = new StubOpenStack();
    private final CloudContext context = TestOpenStackClouds.context();
    private final KeystoneClient keystoneClient = new KeystoneClient(
            java.net.URI.create(stub.address() + "/v3"),
            context.transport("identity", TlsOptions.SYSTEM),
            context.errorMapper());

    @AfterEach
    void stop() {
        stub.close();
    }

    private AuthenticatedServiceClient client(String type, String project) {
        var password = new Password(
                new UserRef("u1", null, null), "secret", new KeystoneCredential.ProjectRef(project, null, null));
        return new AuthenticatedServiceClient(
                type,
                context.transport(type, TlsOptions.SYSTEM),
                new TokenCache(
                        () -> keystoneClient.authenticate(password),
                        context.clock(),
                        context.executor(),
                        context.settings().patience()),
                authToken -> authToken
                        .catalog()
                        .find(type, EndpointInterface.PUBLIC, null)
                        .orElseThrow(),
                context.errorMapper());
    }

    @Test
    void scopesOnOneThreadSendTheirOwnTokens() {
        stub.project("p2", "beta", "member");
        AuthenticatedServiceClient alpha = client("image", "p1");
        AuthenticatedServiceClient beta = client("image", "p2");
        stub.replyTo(IMAGES, Reply.json(200, "{\"images\":[]}"));

        OpenStack4jTemplate.call(alpha, c -> c.imagesV2().list());
        OpenStack4jTemplate.call(beta, c -> c.imagesV2().list());
        OpenStack4jTemplate.call(alpha, c -> c.imagesV2().list());

        assertThat(stub.requests(IMAGES))
                .extracting(Recorded::token)
                .containsExactly("token-p1-1", "token-p2-2", "token-p1-1");
    }

    @Test
    void nestedCallsOfDifferentScopesSendTheirOwnTokens() {
        stub.project("p2", "beta", "member");
        stub.replyTo(IMAGES, Reply.json(200, "{\"images\":[]}"));
        AuthenticatedServiceClient beta = client("image", "p2");

        OpenStack4jTemplate.call(client("image", "p1"), alphas -> {
            // A nested call for another scope replaces the session of the thread.
            OpenStack4jTemplate.call(beta, c -> c.imagesV2().list());
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
        stub.replyTo(
                IMAGES, Reply.json(200, "{\"images\":[{\"id\":\"i1\",\"name\":\"debian\",\"status\":\"active\"}]}"));

        var images = OpenStack4jTemplate.call(
                client("image", "p1"), c -> c.imagesV2().list(java.util.Map.of("limit", "7")));

        assertThat(images)
                .singleElement()
                .satisfies(i -> assertThat(i.getName()).isEqualTo("debian"));
        assertThat(stub.requests(IMAGES).getFirst().query()).isEqualTo("limit=7");
    }

    @Test
    void acceptedActionIsSentWithItsBody() {
        stub.replyTo("POST /v2.1/servers/s1/action", Reply.json(202, ""));

        var response = OpenStack4jTemplate.call(
                client("compute", "p1"), c -> c.compute().servers().action("s1", Action.STOP));

        assertThat(response.isSuccess()).isTrue();
        assertThat(stub.requests("POST /v2.1/servers/s1/action"))
                .singleElement()
                .satisfies(r -> assertThat(r.body()).contains("os-stop"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 422, 429, 500, 501, 502, 503, 504})
    void errorStatusNeverLooksLikeSuccessOrEmpty(int status) {
        AuthenticatedServiceClient compute = client("compute", "p1");
        AuthenticatedServiceClient image = client("image", "p1");
        stub.replyTo("POST /v2.1/servers/s1/action", Reply.json(status, "{\"e\":{\"message\":\"no\"}}"));
        stub.replyTo("DELETE /v2.1/servers/s1", Reply.json(status, "{\"e\":{\"message\":\"no\"}}"));
        stub.replyTo(IMAGES, Reply.json(status, "{\"e\":{\"message\":\"no\"}}"));

        assertThatThrownBy(() -> OpenStack4jTemplate.call(
                        compute, c -> c.compute().servers().action("s1", Action.STOP)))
                .isInstanceOfSatisfying(CloudException.class, e -> {
                    assertThat(e.status()).isEqualTo(status);
                    assertThat(e.requestId()).contains("req-1");
                });
        assertThatThrownBy(() -> OpenStack4jTemplate.call(
                        compute, c -> c.compute().servers().delete("s1")))
                .isInstanceOf(CloudException.class);
        assertThatThrownBy(
                        () -> OpenStack4jTemplate.call(image, c -> c.imagesV2().list()))
                .isInstanceOf(CloudException.class);
    }

    @Test
    void expiredTokenIsReplaced() {
        AuthenticatedServiceClient image = client("image", "p1");
        stub.replyTo(IMAGES, Reply.json(200, "{\"images\":[]}"));
        OpenStack4jTemplate.call(image, c -> c.imagesV2().list());
        stub.revokeAllTokens();

        OpenStack4jTemplate.call(image, c -> c.imagesV2().list());

        assertThat(stub.requests(IMAGES))
                .extracting(Recorded::token)
                .containsExactly("token-p1-1", "token-p1-1", "token-p1-2");
    }
}
