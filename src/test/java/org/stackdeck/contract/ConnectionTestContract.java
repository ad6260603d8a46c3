package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.connection.CloudConnector;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.cloud.connection.ConnectionFinding;
import org.stackdeck.cloud.connection.ConnectionStep;
import org.stackdeck.cloud.connection.ConnectionStepResult;
import org.stackdeck.cloud.connection.ConnectionTestListener;
import org.stackdeck.cloud.connection.PastedSettings;
import org.stackdeck.cloud.openstack.TestConnectors;

/** Tests the results of connection tests. */
abstract class ConnectionTestContract extends CloudTestBase {

    private final CloudConnector connector = TestConnectors.create();

    private CloudSettings settings(CredentialKind kind, Map<CloudSetting, String> changes) throws IOException {
        String entry = cloud().entry(kind);
        PastedSettings pasted = connector.parse(Files.readString(cloud().cloudsYaml())).stream()
                .filter(each -> each.name().equals(entry))
                .findFirst()
                .orElseThrow();
        Map<CloudSetting, String> values = new EnumMap<>(CloudSetting.class);
        values.putAll(pasted.values());
        values.putAll(changes);
        return new CloudSettings("contract", values);
    }

    private Map<ConnectionStep, ConnectionFinding> test(CredentialKind kind, Map<CloudSetting, String> changes)
            throws IOException {
        Map<ConnectionStep, ConnectionFinding> findings = new EnumMap<>(ConnectionStep.class);
        connector.test(settings(kind, changes), new ConnectionTestListener() {
            @Override
            public void onStarted(ConnectionStep step) {
                assertThat(findings).doesNotContainKey(step);
            }

            @Override
            public void onResult(ConnectionStepResult result) {
                findings.put(result.step(), result.finding());
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        });
        assertThat(findings).containsOnlyKeys(ConnectionStep.values());
        return findings;
    }

    @Test
    void allStepsSucceedForAnAccountWithSeveralProjects() throws IOException {
        assertThat(test(CredentialKind.MEMBER_OF_ALL, Map.of()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        ConnectionStep.NAME_RESOLUTION, ConnectionFinding.RESOLVED,
                        ConnectionStep.TLS, ConnectionFinding.NOT_ENCRYPTED,
                        ConnectionStep.KEYSTONE, ConnectionFinding.AUTHENTICATED,
                        ConnectionStep.CATALOG, ConnectionFinding.SERVICES_FOUND,
                        ConnectionStep.NOVA, ConnectionFinding.NOVA_SUPPORTED,
                        ConnectionStep.NEUTRON, ConnectionFinding.REACHED,
                        ConnectionStep.GLANCE, ConnectionFinding.REACHED,
                        ConnectionStep.CINDER, ConnectionFinding.REACHED,
                        ConnectionStep.ROLES, ConnectionFinding.ROLES_FOUND,
                        ConnectionStep.NOTIFICATIONS, ConnectionFinding.NOT_CONFIGURED));
    }

    @Test
    void applicationCredentialIsAccepted() throws IOException {
        assertThat(test(CredentialKind.APPLICATION, Map.of()))
                .containsEntry(ConnectionStep.KEYSTONE, ConnectionFinding.AUTHENTICATED)
                .containsEntry(ConnectionStep.NOVA, ConnectionFinding.NOVA_SUPPORTED);
    }

    @Test
    void rolesOfAdministratorAndReaderCauseAWarning() throws IOException {
        assertThat(test(CredentialKind.ADMIN, Map.of()))
                .containsEntry(ConnectionStep.ROLES, ConnectionFinding.ADMINISTRATOR);
        assertThat(test(CredentialKind.READER, Map.of())).containsEntry(ConnectionStep.ROLES, ConnectionFinding.READER);
    }

    @Test
    void wrongPasswordAndWrongRegionAreDistinguished() throws IOException {
        assertThat(test(CredentialKind.MEMBER, Map.of(CloudSetting.PASSWORD, "wrong")))
                .containsEntry(ConnectionStep.KEYSTONE, ConnectionFinding.CREDENTIAL_REJECTED)
                .containsEntry(ConnectionStep.NOVA, ConnectionFinding.PREREQUISITE_FAILED)
                .containsEntry(ConnectionStep.ROLES, ConnectionFinding.PREREQUISITE_FAILED);
        assertThat(test(CredentialKind.MEMBER, Map.of(CloudSetting.REGION_NAME, "Elsewhere")))
                .containsEntry(ConnectionStep.KEYSTONE, ConnectionFinding.AUTHENTICATED)
                .containsEntry(ConnectionStep.CATALOG, ConnectionFinding.REGION_MISSING)
                .containsEntry(ConnectionStep.GLANCE, ConnectionFinding.PREREQUISITE_FAILED);
    }
}
