package org.stackdeck.ui.launch.form;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.InvalidNewServerException;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.InvalidNewServerException.Reason;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.resource.VolumeSnapshot;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.ui.ViewLogic;

/**
 * Content of the launch form, complete or incomplete. {@link #toString} omits user data.
 *
 * @param count number of servers; null if the input is not a number
 * @param source an image, a volume or a volume snapshot; null if no source is selected
 * @param rootVolume whether a boot volume is created from an image; ignored for other sources
 * @param rootVolumeGib null if the input is not a number
 * @param deletedWithServer whether the boot volume is deleted with the server
 * @param networks network IDs
 * @param groups security group IDs
 * @param metadata null if the text is invalid
 */
@ViewLogic
public record LaunchDraft(
        String name,
        @Nullable Integer count,
        @Nullable SelectableResource source,
        boolean rootVolume,
        @Nullable Integer rootVolumeGib,
        boolean deletedWithServer,
        @Nullable AvailableFlavor flavor,
        List<String> networks,
        @Nullable SshPublicKey key,
        List<String> groups,
        @Nullable String zone,
        @Nullable String serverGroup,
        String userData,
        Set<String> tags,
        @Nullable Map<String, String> metadata,
        String description) {

    /** Valid boot source, used to validate other fields. */
    private static final BootSource PLACEHOLDER_SOURCE = new BootSource.ImageSource("a", null);

    /**
     * Returns the complete request.
     *
     * @throws InvalidNewServerException if a field is invalid; contains the first invalid field
     */
    public NewServer toNewServer() {
        serverCount();
        return new NewServer(
                name,
                bootSource(),
                flavor == null ? "" : flavor.id(),
                nics(),
                key,
                groups,
                zone,
                serverGroup,
                userData,
                tags,
                validMetadata(),
                description);
    }

    /**
     * Returns the servers with only the properties on which authorization depends: boot source, name, tags and
     * metadata. Returns an empty list while the name, a tag or the metadata is invalid.
     */
    public List<NewServer> serversForAuthorization() {
        BootSource kind = switch (source) {
            case Volume volume -> new BootSource.VolumeSource(volume.id(), false);
            case VolumeSnapshot snapshot -> new BootSource.SnapshotSource(snapshot.id(), new RootVolume(1, false));
            case null, default -> PLACEHOLDER_SOURCE;
        };
        try {
            int servers = serverCountOrOne();
            NewServer newServer = new NewServer(
                    name, kind, "a", List.of(), null, List.of(), null, null, null, tags, validMetadata(), null);
            return servers == 1
                    ? List.of(newServer)
                    : IntStream.rangeClosed(1, servers)
                            .mapToObj(number -> newServer.withName(newServer.name() + "-" + number))
                            .toList();
        } catch (InvalidNewServerException e) {
            return List.of();
        }
    }

    private BootSource bootSource() {
        return switch (source) {
            case AvailableImage image -> new BootSource.ImageSource(image.id(), rootVolume ? rootVolumeSpec() : null);
            case Volume volume -> new BootSource.VolumeSource(volume.id(), deletedWithServer);
            case VolumeSnapshot snapshot -> new BootSource.SnapshotSource(snapshot.id(), rootVolumeSpec());
            case null, default -> throw new InvalidNewServerException(Field.SOURCE, Reason.MISSING);
        };
    }

    private RootVolume rootVolumeSpec() {
        if (rootVolumeGib == null) {
            throw new InvalidNewServerException(Field.ROOT_VOLUME, Reason.MISSING);
        }
        if (rootVolumeGib < minVolumeGib()) {
            throw new InvalidNewServerException(Field.ROOT_VOLUME, Reason.TOO_SMALL);
        }
        return new RootVolume(rootVolumeGib, deletedWithServer);
    }

    int minVolumeGib() {
        return switch (source) {
            case AvailableImage image -> Math.max(1, FlavorFit.neededDiskGib(image));
            case VolumeSnapshot snapshot -> snapshot.sizeGib();
            case null, default -> 1;
        };
    }

    boolean createsVolume() {
        return source instanceof VolumeSnapshot || (rootVolume && source instanceof AvailableImage);
    }

    /** Returns the problem of each invalid field. Validates each field separately by the rules of {@link NewServer}. */
    Map<Field, Reason> problems() {
        Map<Field, Reason> found = new EnumMap<>(Field.class);
        for (Runnable part : validations()) {
            try {
                part.run();
            } catch (InvalidNewServerException e) {
                found.putIfAbsent(e.field(), e.reason());
            }
        }
        return found;
    }

    private List<Runnable> validations() {
        return List.of(
                () -> validate(name, List.of(), List.of(), "", Set.of(), Map.of(), ""),
                this::serverCount,
                this::bootSource,
                () -> NewServer.of("a", PLACEHOLDER_SOURCE, flavor == null ? "" : flavor.id()),
                () -> validate("a", nics(), List.of(), "", Set.of(), Map.of(), ""),
                () -> validate("a", List.of(), groups, "", Set.of(), Map.of(), ""),
                () -> validate("a", List.of(), List.of(), userData, Set.of(), Map.of(), ""),
                () -> validate("a", List.of(), List.of(), "", tags, Map.of(), ""),
                () -> validate("a", List.of(), List.of(), "", Set.of(), validMetadata(), ""),
                () -> validate("a", List.of(), List.of(), "", Set.of(), Map.of(), description));
    }

    private static void validate(
            String name,
            List<Nic> nics,
            List<String> groups,
            String userData,
            Set<String> tags,
            Map<String, String> metadata,
            String description) {
        new NewServer(
                name, PLACEHOLDER_SOURCE, "a", nics, null, groups, null, null, userData, tags, metadata, description);
    }

    private List<Nic> nics() {
        return networks.stream().<Nic>map(Nic.NetworkNic::new).toList();
    }

    private Map<String, String> validMetadata() {
        if (metadata == null) {
            throw new InvalidNewServerException(Field.METADATA, Reason.MALFORMED);
        }
        return metadata;
    }

    /**
     * Returns the number of servers.
     *
     * @throws InvalidNewServerException if the input is invalid
     */
    public int serverCount() {
        if (count == null) {
            throw new InvalidNewServerException(Field.COUNT, Reason.MISSING);
        }
        if (count < 1 || count > LaunchService.MAX_COUNT) {
            throw new InvalidNewServerException(Field.COUNT, Reason.MALFORMED);
        }
        return count;
    }

    /** Returns the number of servers, or 1 while the input is invalid. */
    public int serverCountOrOne() {
        return count == null || count < 1 || count > LaunchService.MAX_COUNT ? 1 : count;
    }

    @Override
    public String toString() {
        return "LaunchDraft[" + name + "]";
    }
}
