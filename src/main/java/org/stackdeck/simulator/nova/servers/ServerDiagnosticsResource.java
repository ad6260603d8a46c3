package org.stackdeck.simulator.nova.servers;

import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.SimulatedFlavor;
import org.stackdeck.simulator.model.SimulatedPort;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ObjectNode;

/** Nova's {@code /servers/{id}/diagnostics}, in the format of microversion 2.48. */
public final class ServerDiagnosticsResource {

    private ServerDiagnosticsResource() {}

    public static ApiResponse diagnostics(NovaRequest novaRequest, SimulatedServer server) {
        novaRequest.requireRole(Role.ADMIN, "os-server-diagnostics");
        if (!server.hasHost()) {
            throw ApiException.conflict("Instance %s is not ready".formatted(server.id()));
        }
        if (server.power() != 1) {
            throw ApiException.conflict("Cannot 'get_diagnostics' instance %s while it is in power state %s"
                    .formatted(server.id(), server.power() == 3 ? "paused" : "shutdown"));
        }
        SimulatedFlavor flavor = server.configuration().flavor();
        int nics = server.devices().ports().size();
        ObjectNode document = Json.object()
                .put("state", "running")
                .put("driver", "libvirt")
                .put("hypervisor", "kvm")
                .put("hypervisor_os", "linux")
                .put("uptime", 46664)
                .put("config_drive", server.immutableProperties().configDrive())
                .put("num_cpus", flavor.vcpus())
                .put("num_nics", nics)
                .put("num_disks", 1 + server.devices().volumes().size());
        document.putArray("disk_details")
                .addObject()
                .put("read_bytes", 262144)
                .put("read_requests", 112)
                .put("write_bytes", 5778432)
                .put("write_requests", 488)
                .put("errors_count", 1);
        var cpus = document.putArray("cpu_details");
        for (int i = 0; i < flavor.vcpus(); i++) {
            cpus.addObject().put("id", i).put("time", 17300000000L).put("utilisation", 15);
        }
        var cards = document.putArray("nic_details");
        for (SimulatedPort port : server.devices().ports()) {
            cards.addObject()
                    .put("mac_address", port.mac())
                    .put("rx_octets", 2070139)
                    .put("rx_errors", 100)
                    .put("rx_drop", 200)
                    .put("rx_packets", 26701)
                    .put("rx_rate", 300)
                    .put("tx_octets", 140208)
                    .put("tx_errors", 400)
                    .put("tx_drop", 500)
                    .put("tx_packets", 662)
                    .put("tx_rate", 600);
        }
        document.putObject("memory_details").put("maximum", flavor.ram() * 1024).put("used", flavor.ram() * 512);
        return ApiResponse.ok(document);
    }
}
