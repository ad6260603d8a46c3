package org.stackdeck.cloud.openstack.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
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

class BackupServiceDetectorTests {

    private static final String SERVICES = "GET /volume/os-services";

    private final StubOpenStack stub = new StubOpenStack();
    private final CloudContext context = TestOpenStackClouds.context();

    @AfterEach
    void stop() {
        stub.close();
    }

    private BackupServiceDetector service() {
        return new BackupServiceDetector(() ->
                List.of(stub.serviceClient("volumev3", "p1", context), stub.serviceClient("volumev3", "p2", context)));
    }

    @Test
    void oneCredentialThatMayListServicesIsSufficient() {
        stub.replyTo(SERVICES, Reply.json(403, "{}"), Reply.json(200, "{\"services\": []}"));

        await().until(service()::isKnownMissing);
        assertThat(stub.requests(SERVICES)).hasSize(2);
    }

    @Test
    void serviceIsMissingIfCinderListsNone() {
        stub.replyTo(SERVICES, Reply.json(200, "{\"services\": []}"));
        BackupServiceDetector service = service();

        await().until(service::isKnownMissing);
        // The first report can be requested twice, if it arrives between the check and the request.
        int before = stub.requests(SERVICES).size();
        assertThatThrownBy(service::require)
                .isInstanceOfSatisfying(
                        ChangeObstacleException.class,
                        e -> assertThat(e.obstacle()).isEqualTo(ChangeObstacle.NO_BACKUP_SERVICE));
        assertThat(stub.requests(SERVICES))
                .as("requested again before the refusal")
                .hasSizeGreaterThan(before)
                .allSatisfy(request -> assertThat(request.query()).isEqualTo("binary=cinder-backup"));
    }

    @Test
    void serviceThatHasBeenInstalledSinceTheLastReportIsUsed() {
        stub.replyTo(
                SERVICES,
                Reply.json(200, "{\"services\": []}"),
                Reply.json(200, "{\"services\": [{\"host\": \"a\"}]}"));
        BackupServiceDetector service = service();
        await().until(service::isKnownMissing);

        assertThatCode(service::require).doesNotThrowAnyException();
        assertThat(service.isKnownMissing()).isFalse();
    }

    /** By default, only administrators may list services. A service that is down or disabled can start at any time. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | {\"forbidden\": {\"code\": 403, \"message\": \"Policy\"}}",
                "500 | {}",
                "200 | {\"services\": [{\"host\": \"a\", \"state\": \"down\", \"status\": \"disabled\"}]}"
            })
    void serviceIsAssumedToExistUnlessCinderListsNone(int status, String body) {
        stub.replyTo(SERVICES, Reply.json(status, body));
        BackupServiceDetector service = service();

        assertThatCode(service::require).doesNotThrowAnyException();
        assertThat(service.isKnownMissing()).isFalse();
    }
}
