package org.stackdeck.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;

/**
 * Permissions of a subject at one moment, evaluated for a permission and a server. Immutable, and valid until
 * {@link #changesAt()}. Equal if they allow and show the same, for any subject.
 */
public final class Rights {

    private static final Decision ALLOWED = new Decision.Allowed();
    private static final Decision INVISIBLE = new Decision.Invisible();

    private final boolean active;
    private final boolean administrator;
    private final Set<Terms> open;
    private final List<Terms> shut;
    private final Set<ServerKey> owned;
    private final boolean byOwner;
    private final Instant at;
    private final @Nullable Instant changesAt;
    private final Map<Place, List<Terms>> reaching = new ConcurrentHashMap<>();

    private record Place(CloudName cloud, ProjectId project) {}

    private Rights(Subject subject, Instant at) {
        this.active = subject.active();
        this.administrator = active && subject.administrator();
        this.at = at;
        List<Terms> opened = new ArrayList<>();
        List<Terms> closed = new ArrayList<>();
        if (active && !administrator) {
            for (Grant grant : subject.grants()) {
                (grant.terms().openAt(at) ? opened : closed).add(grant.terms());
            }
        }
        this.open = Set.copyOf(opened);
        this.shut = List.copyOf(closed);
        this.byOwner = opened.stream().anyMatch(terms -> terms.servers() instanceof ServerSelector.Own);
        this.owned = subject.owned();
        this.changesAt = subject.grants().stream()
                .flatMap(grant -> grant.terms().nextChange(at).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    public static Rights of(Subject subject, Instant at) {
        return new Rights(subject, at);
    }

    public Decision decide(Permission permission, ServerFacts server) {
        if (!active) {
            return INVISIBLE;
        }
        if (administrator) {
            return ALLOWED;
        }
        boolean visible = false;
        for (Terms terms : reaching(server.key().cloud(), server.project())) {
            boolean gives = terms.role().gives(permission);
            if ((gives || !visible) && terms.servers().selects(server, owned)) {
                if (gives) {
                    return ALLOWED;
                }
                visible = terms.role().gives(Permission.SERVER_READ);
            }
        }
        return visible ? refusal(permission, server, owned) : INVISIBLE;
    }

    /**
     * Decides on a server that the subject is about to create and will own. Invisible if the subject has no grant in
     * the project; a grant for server ids does not allow creation.
     *
     * @param server with a key that no server has
     */
    public Decision decideOnNew(Permission permission, ServerFacts server) {
        if (!active) {
            return INVISIBLE;
        }
        if (administrator) {
            return ALLOWED;
        }
        Set<ServerKey> asOwner = Set.of(server.key());
        List<Terms> here = reaching(server.key().cloud(), server.project());
        if (here.stream().anyMatch(terms -> terms.role().gives(permission) && selectsNew(terms, server, asOwner))) {
            return ALLOWED;
        }
        return here.isEmpty() ? INVISIBLE : refusal(permission, server, asOwner);
    }

    private static boolean selectsNew(Terms terms, ServerFacts server, Set<ServerKey> asOwner) {
        return !(terms.servers() instanceof ServerSelector.Ids) && terms.select(server, asOwner);
    }

    /** Whether the subject may create at least some servers in the project; names and metadata may be restricted. */
    public boolean mayMakeSome(CloudName cloud, ProjectId project) {
        return maySomeNew(Permission.SERVER_CREATE, cloud, project);
    }

    /** Whether the permission can apply to a server that the subject creates in the project. */
    public boolean maySomeNew(Permission permission, CloudName cloud, ProjectId project) {
        return administrator
                || reaching(cloud, project).stream()
                        .anyMatch(terms ->
                                terms.role().gives(permission) && !(terms.servers() instanceof ServerSelector.Ids));
    }

    public boolean maySee(ServerFacts server) {
        return decide(Permission.SERVER_READ, server).allowed();
    }

    /** Whether a server of the cloud can be visible. */
    public boolean concern(CloudName cloud) {
        return administrator || open.stream().anyMatch(terms -> terms.cloud().equals(cloud));
    }

    /** Whether a server of the project can be visible. */
    public boolean reach(CloudName cloud, ProjectId project) {
        return administrator || !reaching(cloud, project).isEmpty();
    }

    /**
     * Whether the subject may see data of the whole project, such as quotas: requires a grant for all of its servers,
     * or one for creating servers.
     */
    public boolean coverProject(CloudName cloud, ProjectId project) {
        return mayMakeSome(cloud, project)
                || reaching(cloud, project).stream().anyMatch(terms -> terms.servers() instanceof ServerSelector.All);
    }

    public boolean administrator() {
        return administrator;
    }

    /** Start of the next grant that is not active yet; empty if there is none. */
    public Optional<Instant> opening() {
        return shut.stream().flatMap(terms -> terms.opening(at).stream()).min(Comparator.naturalOrder());
    }

    /** First moment at which time alone may change the permissions; empty if it never does. */
    public Optional<Instant> changesAt() {
        return Optional.ofNullable(changesAt);
    }

    boolean holdAt(Instant moment) {
        return !moment.isBefore(at) && (changesAt == null || moment.isBefore(changesAt));
    }

    private List<Terms> reaching(CloudName cloud, ProjectId project) {
        return reaching.computeIfAbsent(
                new Place(cloud, project),
                place -> open.stream()
                        .filter(terms -> terms.reach(place.cloud(), place.project()))
                        .toList());
    }

    private Decision refusal(Permission permission, ServerFacts server, Set<ServerKey> asOwner) {
        List<Terms> giving = shut.stream()
                .filter(terms -> terms.role().gives(permission) && terms.select(server, asOwner))
                .toList();
        Optional<Instant> opens =
                giving.stream().flatMap(terms -> terms.opening(at).stream()).min(Comparator.naturalOrder());
        Optional<Instant> ended =
                giving.stream().flatMap(terms -> terms.end().stream()).max(Comparator.naturalOrder());
        return opens.<Decision>map(moment -> new Decision.NotYet(permission, moment))
                .or(() -> ended.map(moment -> new Decision.Ended(permission, moment)))
                .orElseGet(() -> new Decision.NotGranted(permission));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rights that
                && active == that.active
                && administrator == that.administrator
                && open.equals(that.open)
                && byOwner == that.byOwner
                && (!byOwner || owned.equals(that.owned));
    }

    @Override
    public int hashCode() {
        return Objects.hash(active, administrator, open);
    }
}
