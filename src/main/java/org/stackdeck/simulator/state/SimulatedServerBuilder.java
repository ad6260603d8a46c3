package org.stackdeck.simulator.state;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.ImmutableServerProperties;
import org.stackdeck.simulator.model.InstanceActionRecord;
import org.stackdeck.simulator.model.PortAddress;
import org.stackdeck.simulator.model.ServerConfiguration;
import org.stackdeck.simulator.model.SimulatedFlavor;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedNetwork;
import org.stackdeck.simulator.model.SimulatedPort;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VolumeAttachment;
import org.stackdeck.simulator.support.StableIds;

/** Builds the initial servers and the servers that the control API creates. */
public final class SimulatedServerBuilder {

    private final int number;
    private final SimulatedProject project;
    private final String name;
    private Instant created;
    private SimulatedFlavor flavor = DefaultResources.SMALL;
    private @Nullable SimulatedImage image = DefaultResources.DEBIAN;
    private @Nullable String host;
    private String userId = KeystoneAccounts.STACKDECK.id();
    private final List<PortAddress> addresses = new ArrayList<>();

    public SimulatedServerBuilder(int number, SimulatedProject project, String name, Instant created) {
        this.number = number;
        this.project = project;
        this.name = name;
        this.created = created.truncatedTo(ChronoUnit.SECONDS);
        this.host = ServerConfiguration.host(number);
    }

    SimulatedServerBuilder created(Instant when) {
        created = when.truncatedTo(ChronoUnit.SECONDS);
        return this;
    }

    SimulatedServerBuilder flavor(SimulatedFlavor itsFlavor) {
        flavor = itsFlavor;
        return this;
    }

    /** @param itsImage null to boot from a volume */
    SimulatedServerBuilder image(@Nullable SimulatedImage itsImage) {
        image = itsImage;
        return this;
    }

    SimulatedServerBuilder withoutHost() {
        host = null;
        return this;
    }

    SimulatedServerBuilder owner(String itsUserId) {
        userId = itsUserId;
        return this;
    }

    public SimulatedServerBuilder fixed() {
        SimulatedNetwork network = DefaultResources.networkOf(project);
        String ip = network.prefix() + (number / 250) % 256 + "." + (3 + number % 250);
        addresses.add(new PortAddress(network, ip, 4, "fixed", mac(0)));
        return this;
    }

    SimulatedServerBuilder fixed6() {
        SimulatedNetwork network = DefaultResources.networkOf(project);
        if (network.prefix6() != null) {
            String ip = network.prefix6() + Integer.toHexString(0x100 + number);
            addresses.add(new PortAddress(network, ip, 6, "fixed", mac(0)));
        }
        return this;
    }

    SimulatedServerBuilder floating() {
        SimulatedNetwork network = DefaultResources.networkOf(project);
        addresses.add(new PortAddress(
                network, "203.0." + (113 + number / 240) + "." + (10 + number % 240), 4, "floating", mac(0)));
        return this;
    }

    SimulatedServerBuilder secondNetwork() {
        String ip = DefaultResources.ADMIN_NET.prefix() + (number / 250) % 256 + "." + (3 + number % 250);
        addresses.add(new PortAddress(DefaultResources.ADMIN_NET, ip, 4, "fixed", mac(1)));
        return this;
    }

    public SimulatedServer build() {
        String id = StableIds.dashed("server", String.valueOf(number));
        ImmutableServerProperties identity = new ImmutableServerProperties(
                id,
                number,
                project,
                userId,
                created,
                number % 7 == 0,
                "r-" + StableIds.plain("reservation", id).substring(0, 8),
                null);
        SimulatedServer server = new SimulatedServer(
                identity,
                new ServerConfiguration(
                        flavor, image, "console-key", null, ServerConfiguration.hostname(name, id), host),
                name);
        server.devices().setPorts(ports(id));
        if (image == null) {
            server.devices().addVolume(new VolumeAttachment(StableIds.dashed("volume", id), "/dev/vda", false, null));
        }
        server.lastChanged(created.plusSeconds(4));
        InstanceActionRecord creation = new InstanceActionRecord(
                "create", "req-" + StableIds.dashed("creation", id), userId, project.id(), created);
        if (host != null) {
            creation.begin("compute__do_build_and_run_instance", created.plusSeconds(1), host);
            creation.succeed(created.plusSeconds(4));
        }
        server.addAction(creation);
        return server;
    }

    private List<SimulatedPort> ports(String id) {
        return addresses.stream()
                .map(PortAddress::mac)
                .distinct()
                .map(mac -> port(
                        id,
                        mac,
                        addresses.stream().filter(a -> a.mac().equals(mac)).toList()))
                .toList();
    }

    private SimulatedPort port(String id, String mac, List<PortAddress> portAddresses) {
        String group = SecurityGroupStore.id(project, SecurityGroupStore.SSH_AND_WEB);
        return new SimulatedPort(
                StableIds.dashed("port", id + "/" + mac),
                "",
                project,
                portAddresses.getFirst().network(),
                mac,
                portAddresses,
                List.of(group),
                true);
    }

    private String mac(int port) {
        return "fa:16:3e:%02x:%02x:%02x"
                .formatted(port * 64 + (number >> 16) % 64, (number >> 8) & 0xff, number & 0xff);
    }
}
