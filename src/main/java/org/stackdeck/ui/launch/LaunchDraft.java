package org.stackdeck.ui.launch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.OfferedImage;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.cloud.RootVolume;
import org.stackdeck.cloud.UnsuitableServerException;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.cloud.UnsuitableServerException.Why;
import org.stackdeck.cloud.Volume;
import org.stackdeck.cloud.VolumeSnapshot;
import org.stackdeck.operations.Launches;
import org.stackdeck.ui.ViewModel;

/**
 * Content of the form, complete or not. {@link #toString} omits user data.
 *
 * @param count number of servers; null if not a number
 * @param source an image, a volume or a volume snapshot; null if none is selected
 * @param rootVolume whether to create a boot volume; always true for a snapshot
 * @param rootVolumeGib null if not a number
 * @param deletedWithServer whether the volume is deleted with the server
 * @param networks network IDs
 * @param groups security group IDs
 * @param metadata null if the text is invalid
 */
@ViewModel
record LaunchDraft(
        String name,
        @Nullable Integer count,
        @Nullable Choice source,
        boolean rootVolume,
        @Nullable Integer rootVolumeGib,
        boolean deletedWithServer,
        @Nullable OfferedFlavor flavor,
        List<String> networks,
        @Nullable PublicKey key,
        List<String> groups,
        @Nullable String zone,
        @Nullable String serverGroup,
        String userData,
        Set<String> tags,
        @Nullable Map<String, String> metadata,
        String description) {

    /** Placeholder while other fields are validated. */
    private static final BootSource ANY = new BootSource.OfImage("a", null);

    /**
     * Returns the complete request.
     *
     * @throws UnsuitableServerException naming the first invalid field
     */
    NewServer server() {
        servers();
        return new NewServer(
                name,
                boot(),
                flavor == null ? "" : flavor.id(),
                nics(),
                key,
                groups,
                zone,
                serverGroup,
                userData,
                tags,
                notes(),
                description);
    }

    /**
     * Returns the servers with the properties that authorization depends on: boot source, name, tags and metadata.
     * Empty while one of them is invalid.
     */
    List<NewServer> named() {
        BootSource kind = switch (source) {
            case Volume volume -> new BootSource.OfVolume(volume.id(), false);
            case VolumeSnapshot snapshot -> new BootSource.OfSnapshot(snapshot.id(), new RootVolume(1, false));
            case null, default -> ANY;
        };
        try {
            int servers = countOrOne();
            NewServer one =
                    new NewServer(name, kind, "a", List.of(), null, List.of(), null, null, null, tags, notes(), null);
            return servers == 1
                    ? List.of(one)
                    : IntStream.rangeClosed(1, servers)
                            .mapToObj(number -> one.named(one.name() + "-" + number))
                            .toList();
        } catch (UnsuitableServerException e) {
            return List.of();
        }
    }

    private BootSource boot() {
        return switch (source) {
            case OfferedImage image -> new BootSource.OfImage(image.id(), rootVolume ? root() : null);
            case Volume volume -> new BootSource.OfVolume(volume.id(), deletedWithServer);
            case VolumeSnapshot snapshot -> new BootSource.OfSnapshot(snapshot.id(), root());
            case null, default -> throw new UnsuitableServerException(Field.SOURCE, Why.MISSING);
        };
    }

    private RootVolume root() {
        if (rootVolumeGib == null) {
            throw new UnsuitableServerException(Field.ROOT_VOLUME, Why.MISSING);
        }
        if (rootVolumeGib < leastVolumeGib()) {
            throw new UnsuitableServerException(Field.ROOT_VOLUME, Why.TOO_SMALL);
        }
        return new RootVolume(rootVolumeGib, deletedWithServer);
    }

    /** Returns the minimum size of a root volume. */
    int leastVolumeGib() {
        return switch (source) {
            case OfferedImage image -> Math.max(1, FlavorFit.neededDiskGib(image));
            case VolumeSnapshot snapshot -> snapshot.sizeGib();
            case null, default -> 1;
        };
    }

    /** Returns whether a volume is created for each server. */
    boolean makesVolume() {
        return source instanceof VolumeSnapshot || (rootVolume && source instanceof OfferedImage);
    }

    /** Validates each field separately by the rules of {@link NewServer}. */
    Map<Field, Why> problems() {
        Map<Field, Why> found = new EnumMap<>(Field.class);
        for (Runnable part : parts()) {
            try {
                part.run();
            } catch (UnsuitableServerException e) {
                found.putIfAbsent(e.field(), e.why());
            }
        }
        return found;
    }

    private List<Runnable> parts() {
        return List.of(
                () -> attempt(name, List.of(), List.of(), "", Set.of(), Map.of(), ""),
                this::servers,
                this::boot,
                () -> NewServer.of("a", ANY, flavor == null ? "" : flavor.id()),
                () -> attempt("a", nics(), List.of(), "", Set.of(), Map.of(), ""),
                () -> attempt("a", List.of(), groups, "", Set.of(), Map.of(), ""),
                () -> attempt("a", List.of(), List.of(), userData, Set.of(), Map.of(), ""),
                () -> attempt("a", List.of(), List.of(), "", tags, Map.of(), ""),
                () -> attempt("a", List.of(), List.of(), "", Set.of(), notes(), ""),
                () -> attempt("a", List.of(), List.of(), "", Set.of(), Map.of(), description));
    }

    private static void attempt(
            String name,
            List<Nic> nics,
            List<String> groups,
            String userData,
            Set<String> tags,
            Map<String, String> metadata,
            String description) {
        new NewServer(name, ANY, "a", nics, null, groups, null, null, userData, tags, metadata, description);
    }

    private List<Nic> nics() {
        return networks.stream().<Nic>map(Nic.OnNetwork::new).toList();
    }

    private Map<String, String> notes() {
        if (metadata == null) {
            throw new UnsuitableServerException(Field.METADATA, Why.MALFORMED);
        }
        return metadata;
    }

    /** Returns the number of servers. */
    int servers() {
        if (count == null) {
            throw new UnsuitableServerException(Field.COUNT, Why.MISSING);
        }
        if (count < 1 || count > Launches.MOST) {
            throw new UnsuitableServerException(Field.COUNT, Why.MALFORMED);
        }
        return count;
    }

    /** Returns the number of servers, or 1 while the input is invalid. */
    int countOrOne() {
        return count == null || count < 1 || count > Launches.MOST ? 1 : count;
    }

    @Override
    public String toString() {
        return "LaunchDraft[" + name + "]";
    }
}
