package org.stackdeck.access;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.access.GrantsAbout.Reaching;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.AdministratorWork;
import org.stackdeck.identity.AdministratorWork.Deed;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;

/** Evaluates {@link Rights} for each user, with only those of their grants that apply to the server's project. */
@Service
class GrantedWhoCan implements WhoCan {

    private static final Comparator<Way> OPEN_FIRST = Comparator.comparing(way -> !way.open());

    private final Directory directory;
    private final Ownership ownership;
    private final GrantsAbout grants;
    private final AdministratorWork work;
    private final Clock clock;

    GrantedWhoCan(Directory directory, Ownership ownership, GrantsAbout grants, AdministratorWork work, Clock clock) {
        this.directory = directory;
        this.ownership = ownership;
        this.grants = grants;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public Holders of(Caller caller, ServerFacts server) {
        String id = server.key().id().value();
        return work.look(new Deed(caller, "server.access", "server", id, server.name()), () -> read(server));
    }

    @Override
    @Transactional(readOnly = true)
    public Holders again(Caller caller, ServerFacts server) {
        directory.requireAdministrator(caller);
        return read(server);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Way.ByGrant> asOwner(Caller caller, ServerFacts server, UserId user) {
        directory.requireAdministrator(caller);
        Instant now = clock.instant();
        List<Reaching> reaching = grants.byUser(server, now).getOrDefault(user, List.of());
        return directory.find(user).stream()
                .flatMap(found -> ways(found, reaching, server, Set.of(server.key()), now).stream())
                .flatMap(way -> way instanceof Way.ByGrant by && by.asOwner() ? Stream.of(by) : Stream.empty())
                .toList();
    }

    private Holders read(ServerFacts server) {
        Instant now = clock.instant();
        UserId owner = ownership.owner(server.key()).orElse(null);
        Map<UserId, List<Reaching>> reaching = grants.byUser(server, now);
        List<User> users = directory.all();
        List<Holder> holders = users.stream()
                .flatMap(
                        user -> holder(
                                user,
                                reaching.getOrDefault(user.id(), List.of()),
                                server,
                                user.id().equals(owner),
                                now)
                                .stream())
                .toList();
        return new Holders(
                users.stream()
                        .filter(user -> user.id().equals(owner))
                        .findFirst()
                        .orElse(null),
                holders,
                changesAt(holders, now));
    }

    private static Optional<Holder> holder(
            User user, List<Reaching> reaching, ServerFacts server, boolean owner, Instant now) {
        Set<ServerKey> owned = owner ? Set.of(server.key()) : Set.of();
        Rights rights = Rights.of(
                new Subject(
                        user.id(),
                        user.active(),
                        user.administrator(),
                        reaching.stream().map(Reaching::grant).toList(),
                        owned),
                now);
        List<Way> ways = ways(user, reaching, server, owned, now);
        return ways.isEmpty() ? Optional.empty() : Optional.of(new Holder(user, rights.maySee(server), ways));
    }

    private static List<Way> ways(
            User user, List<Reaching> reaching, ServerFacts server, Set<ServerKey> owned, Instant now) {
        if (!user.active()) {
            return List.of();
        }
        if (user.administrator()) {
            return List.of(new Way.Administrator());
        }
        List<Way> ways = new ArrayList<>();
        for (Reaching each : reaching) {
            Terms terms = each.grant().terms();
            if (terms.role().gives(Permission.SERVER_READ) && terms.select(server, owned)) {
                @Nullable Instant opens = terms.opening(now).orElse(null);
                if (opens != null || terms.openAt(now)) {
                    ways.add(new Way.ByGrant(each.grant().id(), terms, each.group(), opens));
                }
            }
        }
        ways.sort(OPEN_FIRST);
        return ways;
    }

    private static @Nullable Instant changesAt(List<Holder> holders, Instant now) {
        return holders.stream()
                .flatMap(holder -> holder.ways().stream())
                .flatMap(way -> way instanceof Way.ByGrant by ? Stream.of(by.terms()) : Stream.empty())
                .distinct()
                .flatMap(terms -> terms.nextChange(now).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
