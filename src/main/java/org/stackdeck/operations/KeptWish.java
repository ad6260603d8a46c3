package org.stackdeck.operations;

import java.util.EnumSet;
import java.util.Set;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.operations.FailedLaunch.LeftOut;

/** JSON document of a launch request without secrets, stored until the server exists. */
record KeptWish(PlanDocument server, Set<LeftOut> leftOut) {

    static KeptWish of(NewServer server) {
        Set<LeftOut> leftOut = EnumSet.noneOf(LeftOut.class);
        if (server.key() != null) {
            leftOut.add(LeftOut.KEY);
        }
        if (server.userData() != null) {
            leftOut.add(LeftOut.USER_DATA);
        }
        if (server.nics().stream().anyMatch(Nic.OnPort.class::isInstance)) {
            leftOut.add(LeftOut.PORTS);
        }
        NewServer kept = server.anyones()
                .with(
                        server.source(),
                        server.flavor(),
                        server.nics().stream()
                                .filter(Nic.OnNetwork.class::isInstance)
                                .toList(),
                        server.securityGroups(),
                        server.serverGroup());
        return new KeptWish(PlanDocument.of(kept), leftOut);
    }
}
