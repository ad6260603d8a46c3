package org.stackdeck.connections;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.connection.PlannedCloud;
import org.stackdeck.connections.CloudConnectionException.Reason;

/**
 * Checks that a change of a connection changes no cloud of other entries. Otherwise, grants that name such a cloud
 * would lose their effect or apply to other servers.
 */
final class OtherCloudsUnchangedCheck {

    private OtherCloudsUnchangedCheck() {}

    /**
     * Returns normally if each cloud keeps its name, Keystone and region, except a cloud that consists only of the
     * changed entry.
     *
     * @throws CloudConnectionException NAMES_CLOUD if the changed entry names the cloud, otherwise MOVES_CLOUD
     */
    static void require(List<PlannedCloud> before, List<PlannedCloud> after, String changed) {
        Map<CloudName, PlannedCloud> planned =
                after.stream().collect(Collectors.toMap(PlannedCloud::name, Function.identity()));
        for (PlannedCloud cloud : before) {
            PlannedCloud plannedCloud = planned.get(cloud.name());
            if (cloud.entries().equals(List.of(changed))
                    || (plannedCloud != null && plannedCloud.address().equals(cloud.address()))) {
                continue;
            }
            throw new CloudConnectionException(
                    cloud.name().value().equals(changed) ? Reason.NAMES_CLOUD : Reason.MOVES_CLOUD);
        }
    }
}
