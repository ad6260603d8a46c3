package org.stackdeck.operations.state;

import java.util.EnumSet;
import java.util.Set;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.operations.NewServerDocument;
import org.stackdeck.operations.RelaunchParameters.OmittedField;

/**
 * JSON document of a launch request without key pair, user data and ports. Stored until the launch succeeds; limited in
 * time and number after the launch fails or is cancelled.
 */
public record RelaunchDocument(NewServerDocument server, Set<OmittedField> leftOut) {

    static RelaunchDocument of(NewServer server) {
        Set<OmittedField> omittedField = EnumSet.noneOf(OmittedField.class);
        if (server.key() != null) {
            omittedField.add(OmittedField.KEY);
        }
        if (server.userData() != null) {
            omittedField.add(OmittedField.USER_DATA);
        }
        if (server.nics().stream().anyMatch(Nic.PortNic.class::isInstance)) {
            omittedField.add(OmittedField.PORTS);
        }
        NewServer newServer = server.withoutUserDataAndKey()
                .withResolvedIds(
                        server.source(),
                        server.flavor(),
                        server.nics().stream()
                                .filter(Nic.NetworkNic.class::isInstance)
                                .toList(),
                        server.securityGroups(),
                        server.serverGroup());
        return new RelaunchDocument(NewServerDocument.of(newServer), omittedField);
    }
}
