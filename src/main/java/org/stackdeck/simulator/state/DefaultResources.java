package org.stackdeck.simulator.state;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedFlavor;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedNetwork;
import org.stackdeck.simulator.support.StableIds;

/** Default flavors, images and networks of the cloud. */
public final class DefaultResources {

    static final SimulatedFlavor TINY = SimulatedFlavor.named("m1.tiny", 1, 512, 1);
    static final SimulatedFlavor SMALL = SimulatedFlavor.named("m1.small", 1, 2048, 20);
    static final SimulatedFlavor MEDIUM = SimulatedFlavor.named("m1.medium", 2, 4096, 40);
    static final SimulatedFlavor LARGE = SimulatedFlavor.named("m1.large", 4, 8192, 80);
    static final SimulatedFlavor COMPUTE =
            SimulatedFlavor.named("c1.xlarge", 8, 16384, 160).withDisks(20, 1024);
    static final SimulatedFlavor GPU =
            SimulatedFlavor.named("g1.a100", 32, 262144, 200).with("pci_passthrough:alias", "a100:1");
    static final SimulatedFlavor RESEARCH_ONLY =
            SimulatedFlavor.named("r1.memory", 4, 65536, 40).privateTo(KeystoneAccounts.RESEARCH);
    static final SimulatedFlavor RETIRED =
            SimulatedFlavor.named("m1.retired", 2, 3072, 30).retired();

    public static final SimulatedImage DEBIAN = SimulatedImage.of("debian-13", "debian", "13", 352_321_536L, 3);
    static final SimulatedImage UBUNTU = SimulatedImage.of("ubuntu-24.04", "ubuntu", "24.04", 618_659_840L, 4);
    static final SimulatedImage ROCKY = SimulatedImage.of("rocky-9", "rocky", "9.6", 612_368_384L, 10);
    static final SimulatedImage WINDOWS = SimulatedImage.of(
                    "windows-server-2025", "windows", "2025", 11_274_289_152L, 40)
            .withMinRam(2048);
    static final SimulatedImage CIRROS = SimulatedImage.of("cirros-0.6", "cirros", "0.6", 21_692_416L, 0);
    static final SimulatedImage WITHDRAWN = SimulatedImage.of("centos-7", "centos", "7", 902_889_472L, 10);

    static final SimulatedNetwork STAFF_NET =
            network("staff-net", KeystoneAccounts.STAFF, "10.10.0.0/16", "10.10.", "2001:db8:10::");
    static final SimulatedNetwork RESEARCH_NET =
            network("research-net", KeystoneAccounts.RESEARCH, "10.20.0.0/16", "10.20.", "2001:db8:20::");
    static final SimulatedNetwork ADMIN_NET =
            network("admin-net", KeystoneAccounts.ADMIN, "10.1.0.0/16", "10.1.", null);
    public static final SimulatedNetwork PUBLIC = new SimulatedNetwork(
            StableIds.dashed("network", "public"),
            "public",
            KeystoneAccounts.ADMIN,
            "203.0.0.0/16",
            "203.0.",
            null,
            true);

    private DefaultResources() {}

    /** Returns the flavors, sorted by ID as in Nova's list. */
    public static List<SimulatedFlavor> flavors() {
        return Stream.of(TINY, SMALL, MEDIUM, LARGE, COMPUTE, GPU, RESEARCH_ONLY, RETIRED)
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
    }

    public static Optional<SimulatedFlavor> flavor(String id) {
        return flavors().stream().filter(f -> f.id().equals(id)).findFirst();
    }

    static List<SimulatedImage> images() {
        return List.of(DEBIAN, UBUNTU, ROCKY, WINDOWS, CIRROS);
    }

    public static List<SimulatedNetwork> networks() {
        return List.of(PUBLIC, STAFF_NET, RESEARCH_NET, ADMIN_NET);
    }

    public static SimulatedNetwork networkOf(SimulatedProject project) {
        return networks().stream()
                .filter(n -> !n.external() && n.project().equals(project))
                .findFirst()
                .orElse(ADMIN_NET);
    }

    private static SimulatedNetwork network(
            String name, SimulatedProject project, String cidr, String prefix, @Nullable String six) {
        return new SimulatedNetwork(StableIds.dashed("network", name), name, project, cidr, prefix, six, false);
    }
}
