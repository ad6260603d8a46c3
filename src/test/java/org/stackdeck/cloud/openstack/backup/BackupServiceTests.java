package org.stackdeck.cloud.openstack.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.openstack.http.TlsOptions;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.identity.EndpointInterface;
import org.stackdeck.cloud.openstack.identity.KeystoneClient;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.Password;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.ProjectRef;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.UserRef;
import org.stackdeck.cloud.openstack.identity.TokenCache;

class BackupServiceTests {

    private static final String SERVICES = "GET /volume/os-services";

    private final StubOpenStack stub = new StubOpenStack();
    private final CloudContext context = new CloudContext(
            TestOpenStackClouds.settings(10), Clock.systemUTC(), Executors.newVirtualThreadPerTaskExecutor());

    @AfterEach
    void stop() {
        stub.close();
    }

    private BackupService service() {
        KeystoneClient keystone = new KeystoneClient(
                URI.create(stub.address() + "/v3"),
                context.transport("identity", TlsOptions.SYSTEM),
                context.errorMapper());
        Password password = new Password(new UserRef("u1", null, null), "secret", new ProjectRef("p1", null, null));
        return new BackupService(new AuthenticatedServiceClient(
                "volumev3",
                context.transport("volumev3", TlsOptions.SYSTEM),
                new TokenCache(
                        () -> keystone.authenticate(password),
                        context.clock(),
                        context.executor(),
                        context.settings().patience()),
                token -> token.catalog()
                        .find("volumev3", EndpointInterface.PUBLIC, null)
                        .orElseThrow(),
                context.errorMapper()));
    }

    @Test
    void serviceIsMissingIfCinderListsNone() {
        stub.replyTo(SERVICES, Reply.json(200, "{\"services\": []}"));
        BackupService service = service();

        await().until(service::isKnownMissing);
        assertThatThrownBy(service::require)
                .isInstanceOfSatisfying(
                        ChangeObstacleException.class,
                        e -> assertThat(e.obstacle()).isEqualTo(ChangeObstacle.NO_BACKUP_SERVICE));
        assertThat(stub.requests(SERVICES))
                .singleElement()
                .satisfies(request -> assertThat(request.query()).isEqualTo("binary=cinder-backup"));
    }

    /** Only administrators may list services, and a service that is down can start at any time. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | {\"forbidden\": {\"code\": 403, \"message\": \"Policy\"}}",
                "500 | {}",
                "200 | {\"services\": [{\"host\": \"a\", \"state\": \"down\", \"status\": \"disabled\"}]}"
            })
    void serviceCanExistOtherwise(int status, String body) {
        stub.replyTo(SERVICES, Reply.json(status, body));
        BackupService service = service();

        assertThatCode(service::require).doesNotThrowAnyException();
        assertThat(service.isKnownMissing()).isFalse();
    }
}
