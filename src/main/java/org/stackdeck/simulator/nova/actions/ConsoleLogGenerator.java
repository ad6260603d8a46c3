package org.stackdeck.simulator.nova.actions;

import java.util.ArrayList;
import java.util.List;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.JsonNode;

/** Generates the serial console log of a booted guest. */
final class ConsoleLogGenerator {

    private static final int SERVICES = 190;

    private ConsoleLogGenerator() {}

    /**
     * Returns the requested number of lines; -1 for all lines.
     *
     * @throws ApiException 400 if the value is not an integer of at least -1
     */
    static int length(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return -1;
        }
        String text = given.asString("");
        if (!text.matches("-?[0-9]{1,9}")) {
            throw ApiException.badRequest(
                    "Invalid input for field/attribute length. Value: %1$s. '%1$s' does not match '^-?[0-9]+$'"
                            .formatted(text));
        }
        int length = Integer.parseInt(text);
        if (length < -1) {
            throw ApiException.badRequest(
                    "Invalid input for field/attribute length. Value: %1$d. %1$d is less than the minimum of -1"
                            .formatted(length));
        }
        return length;
    }

    static String of(SimulatedServer server, int length) {
        List<String> lines = new ArrayList<>();
        lines.add("[    0.000000] Linux version 6.12.48+deb13-amd64");
        lines.add("[    0.000000] Command line: root=/dev/vda1 ro console=ttyS0,115200");
        lines.add("[    0.004000] Hypervisor detected: KVM");
        for (int i = 1; i <= SERVICES; i++) {
            lines.add("[%12.6f] systemd[1]: Started simulated-%03d.service.".formatted(0.5 + i * 0.037, i));
        }
        lines.add("cloud-init: running modules for stage final");
        lines.add("ci-info: host name <" + server.name() + ">");
        lines.add("cloud-init: finished at "
                + Timestamps.seconds(server.immutableProperties().created()));
        lines.add("");
        lines.add(server.name() + " login: ");
        int from = length < 0 ? 0 : Math.max(0, lines.size() - length);
        return String.join("\n", lines.subList(from, lines.size()));
    }
}
