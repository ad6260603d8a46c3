package org.stackdeck.operations;

import java.util.EnumSet;
import java.util.Set;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.operations.FailedLaunch.LeftOut;

/** How it is written down what a server was asked for with, as long as there is no such server; holds no secret. */
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
