package org.stackdeck.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builder of initial servers. */
final class ServerSketch {

    private final int number;
    private final SimulatedProject project;
    private final String name;
    private Instant created;
    private SimulatedFlavor flavor = Infrastructure.SMALL;
    private @Nullable SimulatedImage image = Infrastructure.DEBIAN;
    private @Nullable String host;
    private String userId = Accounts.CONSOLE.id();
    private final List<PortAddress> addresses = new ArrayList<>();

    ServerSketch(int number, SimulatedProject project, String name, Instant created) {
        this.number = number;
        this.project = project;
        this.name = name;
        this.created = created.truncatedTo(ChronoUnit.SECONDS);
        this.host = ServerBuild.host(number);
    }

    ServerSketch created(Instant when) {
        created = when.truncatedTo(ChronoUnit.SECONDS);
        return this;
    }

    ServerSketch flavor(SimulatedFlavor itsFlavor) {
        flavor = itsFlavor;
        return this;
    }

    /** @param itsImage null to boot from a volume */
    ServerSketch image(@Nullable SimulatedImage itsImage) {
        image = itsImage;
        return this;
    }

    ServerSketch nowhere() {
        host = null;
        return this;
    }

    ServerSketch owner(String itsUserId) {
        userId = itsUserId;
        return this;
    }

    ServerSketch fixed() {
        SimulatedNetwork network = Infrastructure.networkOf(project);
        String ip = network.prefix() + (number / 250) % 256 + "." + (3 + number % 250);
        addresses.add(new PortAddress(network, ip, 4, "fixed", mac(0)));
        return this;
    }

    ServerSketch fixed6() {
        SimulatedNetwork network = Infrastructure.networkOf(project);
        if (network.prefix6() != null) {
            String ip = network.prefix6() + Integer.toHexString(0x100 + number);
            addresses.add(new PortAddress(network, ip, 6, "fixed", mac(0)));
        }
        return this;
    }

    ServerSketch floating() {
        SimulatedNetwork network = Infrastructure.networkOf(project);
        addresses.add(new PortAddress(
                network, "203.0." + (113 + number / 240) + "." + (10 + number % 240), 4, "floating", mac(0)));
        return this;
    }

    ServerSketch second() {
        String ip = Infrastructure.ADMIN_NET.prefix() + (number / 250) % 256 + "." + (3 + number % 250);
        addresses.add(new PortAddress(Infrastructure.ADMIN_NET, ip, 4, "fixed", mac(1)));
        return this;
    }

    SimulatedServer make() {
        String id = Ids.dashed("server", String.valueOf(number));
        ServerOrigin origin = new ServerOrigin(
                id,
                number,
                project,
                userId,
                created,
                number % 7 == 0,
                "r-" + Ids.plain("reservation", id).substring(0, 8),
                null);
        SimulatedServer server = new SimulatedServer(
                origin,
                new ServerBuild(flavor, image, "console-key", null, ServerBuild.hostname(name, id), host),
                name);
        server.devices().connect(ports(id));
        if (image == null) {
            server.devices().attach(new VolumeAttachment(Ids.dashed("volume", id), "/dev/vda", false, null));
        }
        server.lastChanged(created.plusSeconds(4));
        ActionRecord creation =
                new ActionRecord("create", "req-" + Ids.dashed("creation", id), userId, project.id(), created);
        if (host != null) {
            creation.begin("compute__do_build_and_run_instance", created.plusSeconds(1), host);
            creation.succeed(created.plusSeconds(4));
        }
        server.log(creation);
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

    private SimulatedPort port(String id, String mac, List<PortAddress> its) {
        String group = SecurityGroups.id(project, SecurityGroups.SSH_AND_WEB);
        return new SimulatedPort(
                Ids.dashed("port", id + "/" + mac),
                "",
                project,
                its.getFirst().network(),
                mac,
                its,
                List.of(group),
                true);
    }

    private String mac(int port) {
        return "fa:16:3e:%02x:%02x:%02x"
                .formatted(port * 64 + (number >> 16) % 64, (number >> 8) & 0xff, number & 0xff);
    }
}
