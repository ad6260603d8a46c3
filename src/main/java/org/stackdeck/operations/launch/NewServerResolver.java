package org.stackdeck.operations.launch;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.InvalidNewServerException;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.InvalidNewServerException.Reason;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.Network;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.resource.VolumeSnapshot;

/** Resolves the names in a launch request to IDs, and checks that the resources fit together. */
public final class NewServerResolver {

    private static final long GIB = 1L << 30;

    private final SelectableResourceReader resources;
    private final UnaryOperator<List<AvailableImage>> imageFilter;

    /**
     * @param imageFilter removes the images that the user is not permitted to use; such images are treated as
     *     nonexistent
     */
    public NewServerResolver(SelectableResourceReader resources, UnaryOperator<List<AvailableImage>> imageFilter) {
        this.resources = resources;
        this.imageFilter = imageFilter;
    }

    /**
     * @param server the server with IDs instead of names
     * @param actionRequest action with the IDs and names of the flavor and of the image or volume; a snapshot is
     *     not included
     */
    public record ResolvedServer(NewServer server, ActionRequest actionRequest) {

        /** Returns the name of the volume from which the server boots; empty if it boots from another source. */
        String volumeName() {
            return Optional.ofNullable(actionRequest.arguments().get(ActionParameter.VOLUME))
                    .map(ActionArgument::name)
                    .orElse("");
        }
    }

    /** @throws InvalidNewServerException if a resource does not exist, is ambiguous or does not fit */
    public ResolvedServer resolve(NewServer newServer) {
        AvailableFlavor flavor = find(Field.FLAVOR, newServer.flavor(), resources.flavors());
        ActionRequest actionRequest =
                ActionRequest.of(ServerAction.CREATE).with(ActionParameter.FLAVOR, argument(flavor));
        BootSource source;
        switch (newServer.source()) {
            case BootSource.ImageSource(String id, RootVolume root) -> {
                AvailableImage image = resolveImage(id, root);
                requireDiskSize(image, flavor, root);
                source = new BootSource.ImageSource(image.id(), root);
                actionRequest = actionRequest.with(ActionParameter.IMAGE, argument(image));
            }
            case BootSource.VolumeSource(String id, boolean deleted) -> {
                List<Volume> bootable = resources.volumes().stream()
                        .filter(volume -> volume.isAvailable() && volume.bootable())
                        .toList();
                Volume volume = find(Field.SOURCE, id, bootable);
                source = new BootSource.VolumeSource(volume.id(), deleted);
                actionRequest = actionRequest.with(ActionParameter.VOLUME, argument(volume));
            }
            case BootSource.SnapshotSource(String id, RootVolume root) -> {
                VolumeSnapshot snapshot = resources
                        .findVolumeSnapshot(find(Field.SOURCE, id, resources.volumeSnapshots())
                                .id())
                        .orElseThrow(() -> new InvalidNewServerException(Field.SOURCE, Reason.NOT_FOUND));
                requireFits(root.sizeGib() >= snapshot.sizeGib(), Field.ROOT_VOLUME);
                source = new BootSource.SnapshotSource(snapshot.id(), root);
            }
        }
        String zone = newServer.zone();
        if (zone != null) {
            find(Field.ZONE, zone, resources.availabilityZones());
        }
        return new ResolvedServer(
                newServer.withResolvedIds(
                        source,
                        flavor.id(),
                        resolveNics(newServer.nics()),
                        resolveIds(Field.SECURITY_GROUPS, newServer.securityGroups(), resources::securityGroups),
                        resolveServerGroup(newServer.serverGroup())),
                actionRequest);
    }

    /**
     * Loads the image individually. The list omits community images and possibly some shared images. Loading the list
     * also does not check whether the project can use the resources to which an image refers.
     */
    private AvailableImage resolveImage(String idOrName, @Nullable RootVolume root) {
        List<AvailableImage> listed =
                SelectableResource.findByIdOrName(imageFilter.apply(resources.images()), idOrName);
        String id = listed.isEmpty()
                ? idOrName
                : find(Field.SOURCE, idOrName, listed).id();
        Optional<AvailableImage> image = root == null ? resources.findImage(id) : resources.findImageForVolume(id);
        return find(Field.SOURCE, id, imageFilter.apply(image.stream().toList()));
    }

    private static void requireDiskSize(AvailableImage image, AvailableFlavor flavor, @Nullable RootVolume root) {
        requireFits(flavor.ramMib() >= image.minRamMib(), Field.FLAVOR);
        Long bytes = image.sizeBytes();
        long least = Math.max(image.minDiskGib(), bytes == null ? 0 : Math.ceilDiv(bytes, GIB));
        if (root != null) {
            requireFits(root.sizeGib() >= least, Field.ROOT_VOLUME);
        } else {
            // With a flavor disk size of zero, the disk is as large as the image.
            requireFits(flavor.diskGib() == 0 || flavor.diskGib() >= least, Field.FLAVOR);
        }
    }

    private List<Nic> resolveNics(List<Nic> requested) {
        List<Network> networks = requested.stream().allMatch(Nic.PortNic.class::isInstance) && !requested.isEmpty()
                ? List.of()
                : resources.networks();
        if (requested.isEmpty()) {
            // Prefer the project's standard networks, because other projects can share networks without this project's
            // consent.
            List<Network> defaults =
                    networks.stream().filter(Network::usedByDefault).toList();
            List<Network> candidates = defaults.isEmpty() ? networks : defaults;
            if (candidates.size() > 1) {
                throw new InvalidNewServerException(Field.NETWORKS, Reason.AMBIGUOUS);
            }
            return candidates.stream()
                    .<Nic>map(network -> new Nic.NetworkNic(network.id()))
                    .toList();
        }
        List<Port> ports =
                requested.stream().anyMatch(Nic.PortNic.class::isInstance) ? resources.freePorts() : List.of();
        return requested.stream()
                .<Nic>map(nic -> switch (nic) {
                    case Nic.NetworkNic(String id) ->
                        new Nic.NetworkNic(find(Field.NETWORKS, id, networks).id());
                    case Nic.PortNic(String id) ->
                        new Nic.PortNic(find(Field.NETWORKS, id, ports).id());
                })
                .toList();
    }

    private static List<String> resolveIds(
            Field field, List<String> idsOrNames, Supplier<? extends List<? extends SelectableResource>> choices) {
        if (idsOrNames.isEmpty()) {
            return List.of();
        }
        List<? extends SelectableResource> choiceList = choices.get();
        Function<String, String> id = value -> find(field, value, choiceList).id();
        return idsOrNames.stream().map(id).distinct().toList();
    }

    private @Nullable String resolveServerGroup(@Nullable String idOrName) {
        return idOrName == null
                ? null
                : find(Field.SERVER_GROUP, idOrName, resources.serverGroups()).id();
    }

    private static <T extends SelectableResource> T find(Field field, String idOrName, List<T> choices) {
        List<T> found = SelectableResource.findByIdOrName(choices, idOrName);
        if (found.size() != 1) {
            throw new InvalidNewServerException(field, found.isEmpty() ? Reason.NOT_FOUND : Reason.AMBIGUOUS);
        }
        return found.getFirst();
    }

    private static ActionArgument argument(SelectableResource selectableResource) {
        return new ActionArgument(selectableResource.id(), selectableResource.name());
    }

    private static void requireFits(boolean fits, Field field) {
        if (!fits) {
            throw new InvalidNewServerException(field, Reason.TOO_SMALL);
        }
    }
}
