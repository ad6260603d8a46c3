package org.stackdeck.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.GroupId;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.UserId;

/**
 * Loads the grants of all users for the servers of one project, with a fixed number of queries. Equal JSON documents
 * are parsed once. Must be used within a transaction.
 */
@Component
class GrantsAbout {

    private final GrantRepository grants;
    private final GrantBook book;
    private final Groups groups;

    GrantsAbout(GrantRepository grants, GrantBook book, Groups groups) {
        this.grants = grants;
        this.book = book;
        this.groups = groups;
    }

    /**
     * Grant that applies to a user.
     *
     * @param grant restricted to the server's project if it names projects
     * @param group group through which the user has the grant; null for a grant to the user
     */
    record Reaching(Grant grant, @Nullable Group group) {}

    /** Grants that have not ended and may select the server, by user. */
    Map<UserId, List<Reaching>> byUser(ServerFacts server, Instant now) {
        CloudName cloud = server.key().cloud();
        ProjectId project = server.project();
        Map<GroupId, Group> teams = groups.all().stream().collect(Collectors.toMap(Group::id, Function.identity()));
        Reader reader = new Reader(cloud, project, book.roles());
        Map<UserId, List<Reaching>> reaching = new HashMap<>();
        Stream<GrantAbout> about = Stream.concat(
                grants.ofAllProjects(cloud.value(), now).stream(),
                grants.naming(cloud.value(), project.value(), now).stream());
        about.filter(line -> reader.mayConcern(line, server)).forEach(line -> {
            Grant grant = reader.grant(line);
            switch (grant.grantee()) {
                case Grantee.OfUser(var user) -> add(reaching, user, new Reaching(grant, null));
                case Grantee.OfGroup(var id) -> {
                    Group team = teams.get(id);
                    if (team != null) {
                        team.members().forEach(user -> add(reaching, user, new Reaching(grant, team)));
                    }
                }
            }
        });
        return reaching;
    }

    private static void add(Map<UserId, List<Reaching>> reaching, UserId user, Reaching grant) {
        reaching.computeIfAbsent(user, _ -> new ArrayList<>()).add(grant);
    }

    /** Converts rows and shares equal parts. */
    private static final class Reader {

        private final CloudName cloud;
        private final Set<ProjectId> one;
        private final Function<String, Role> roles;
        private final Map<String, ServerSelector> selectors = new HashMap<>();
        private final Map<String, Role> unnamed = new HashMap<>();
        private final Map<String, WeeklyHours> hours = new HashMap<>();

        Reader(CloudName cloud, ProjectId project, Function<String, Role> roles) {
            this.cloud = cloud;
            this.one = Set.of(project);
            this.roles = roles;
        }

        /** Whether the grant may select the server for some user. Ownership is checked later. */
        boolean mayConcern(GrantAbout line, ServerFacts server) {
            return selector(line).selects(server, Set.of(server.key()));
        }

        Grant grant(GrantAbout line) {
            return new Grant(
                    new GrantId(line.id()),
                    StoredGrant.grantee(line.subjectType(), line.subjectId()),
                    new Terms(
                            cloud,
                            line.allProjects() ? Set.of() : one,
                            selector(line),
                            role(line),
                            line.validFrom(),
                            line.validUntil(),
                            line.hours() == null ? null : hours.computeIfAbsent(line.hours(), TermsJson::hours)));
        }

        private ServerSelector selector(GrantAbout line) {
            return selectors.computeIfAbsent(line.servers(), TermsJson::selector);
        }

        private Role role(GrantAbout line) {
            if (line.role() != null) {
                return roles.apply(line.role());
            }
            return unnamed.computeIfAbsent(
                    line.permissions() == null ? "" : line.permissions(),
                    words -> Role.unnamed(StoredGrant.permissions(words)));
        }
    }
}
