package org.stackdeck.operations;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Argument;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.Network;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.OfferedImage;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ProjectResources;
import org.stackdeck.cloud.RootVolume;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.UnsuitableServerException;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.cloud.UnsuitableServerException.Why;
import org.stackdeck.cloud.Volume;
import org.stackdeck.cloud.VolumeSnapshot;

/** Resolves the names in a launch request to ids, and checks that the resources fit together. */
final class LaunchChoices {

    private static final long GIB = 1L << 30;

    private final ProjectResources resources;

    LaunchChoices(ProjectResources resources) {
        this.resources = resources;
    }

    /**
     * Result of the resolution.
     *
     * @param server with ids only
     * @param order flavor and boot source, with their names
     */
    record Found(NewServer server, Order order) {}

    /** @throws UnsuitableServerException when a resource does not exist, is ambiguous or does not fit */
    Found look(NewServer wanted) {
        OfferedFlavor flavor = find(Field.FLAVOR, wanted.flavor(), resources.flavors());
        Order order = Order.of(ServerAction.CREATE).with(ActionParameter.FLAVOR, argument(flavor));
        BootSource source;
        switch (wanted.source()) {
            case BootSource.OfImage(String id, RootVolume root) -> {
                OfferedImage image = find(Field.SOURCE, id, resources.images());
                requireRoom(image, flavor, root);
                source = new BootSource.OfImage(image.id(), root);
                order = order.with(ActionParameter.IMAGE, argument(image));
            }
            case BootSource.OfVolume(String id, boolean deleted) -> {
                List<Volume> bootable = resources.volumes().stream()
                        .filter(volume -> volume.available() && volume.bootable())
                        .toList();
                Volume volume = find(Field.SOURCE, id, bootable);
                source = new BootSource.OfVolume(volume.id(), deleted);
                order = order.with(ActionParameter.VOLUME, argument(volume));
            }
            case BootSource.OfSnapshot(String id, RootVolume root) -> {
                VolumeSnapshot snapshot = find(Field.SOURCE, id, resources.volumeSnapshots());
                require(root.sizeGib() >= snapshot.sizeGib(), Field.ROOT_VOLUME);
                source = new BootSource.OfSnapshot(snapshot.id(), root);
            }
        }
        String zone = wanted.zone();
        if (zone != null) {
            find(Field.ZONE, zone, resources.availabilityZones());
        }
        return new Found(
                wanted.with(
                        source,
                        flavor.id(),
                        nics(wanted.nics()),
                        ids(Field.SECURITY_GROUPS, wanted.securityGroups(), resources::securityGroups),
                        serverGroup(wanted.serverGroup())),
                order);
    }

    private static void requireRoom(OfferedImage image, OfferedFlavor flavor, @Nullable RootVolume root) {
        require(flavor.ramMib() >= image.minRamMib(), Field.FLAVOR);
        Long bytes = image.sizeBytes();
        long least = Math.max(image.minDiskGib(), bytes == null ? 0 : Math.ceilDiv(bytes, GIB));
        if (root != null) {
            require(root.sizeGib() >= least, Field.ROOT_VOLUME);
        } else {
            // Without a size of its own the disk is as large as the image.
            require(flavor.diskGib() == 0 || flavor.diskGib() >= least, Field.FLAVOR);
        }
    }

    private List<Nic> nics(List<Nic> wanted) {
        List<Network> networks = wanted.stream().allMatch(Nic.OnPort.class::isInstance) && !wanted.isEmpty()
                ? List.of()
                : resources.networks();
        if (wanted.isEmpty()) {
            if (networks.size() > 1) {
                throw new UnsuitableServerException(Field.NETWORKS, Why.AMBIGUOUS);
            }
            return networks.stream()
                    .<Nic>map(network -> new Nic.OnNetwork(network.id()))
                    .toList();
        }
        return wanted.stream()
                .<Nic>map(nic -> switch (nic) {
                    case Nic.OnNetwork(String id) ->
                        new Nic.OnNetwork(find(Field.NETWORKS, id, networks).id());
                    case Nic.OnPort(String id) ->
                        new Nic.OnPort(
                                find(Field.NETWORKS, id, resources.freePorts()).id());
                })
                .toList();
    }

    private static List<String> ids(
            Field field, List<String> wanted, Supplier<? extends List<? extends Choice>> choices) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<? extends Choice> there = choices.get();
        Function<String, String> id = one -> find(field, one, there).id();
        return wanted.stream().map(id).distinct().toList();
    }

    private @Nullable String serverGroup(@Nullable String wanted) {
        return wanted == null
                ? null
                : find(Field.SERVER_GROUP, wanted, resources.serverGroups()).id();
    }

    private static <T extends Choice> T find(Field field, String wanted, List<T> choices) {
        for (T choice : choices) {
            if (choice.id().equals(wanted)) {
                return choice;
            }
        }
        List<T> named =
                choices.stream().filter(choice -> choice.name().equals(wanted)).toList();
        if (named.size() != 1) {
            throw new UnsuitableServerException(field, named.isEmpty() ? Why.NOT_FOUND : Why.AMBIGUOUS);
        }
        return named.getFirst();
    }

    private static Argument argument(Choice choice) {
        return new Argument(choice.id(), choice.name());
    }

    private static void require(boolean fits, Field field) {
        if (!fits) {
            throw new UnsuitableServerException(field, Why.TOO_SMALL);
        }
    }
}
