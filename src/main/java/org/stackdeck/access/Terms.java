package org.stackdeck.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;

/**
 * Terms of a grant: servers, role and times. Instants have microsecond precision, as in the database.
 *
 * @param projects empty for all existing and future projects of the cloud; at most {@value #MOST_PROJECTS}
 * @param from inclusive; null for no start
 * @param until exclusive; null for no end
 * @param hours null for all hours
 */
public record Terms(
        CloudName cloud,
        Set<ProjectId> projects,
        ServerSelector servers,
        Role role,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable WeeklyHours hours) {

    public static final int MOST_PROJECTS = 200;

    public Terms {
        if (projects.size() > MOST_PROJECTS) {
            throw new IllegalArgumentException("a grant is for at most " + MOST_PROJECTS + " projects");
        }
        projects = Set.copyOf(projects);
        from = from == null ? null : from.truncatedTo(ChronoUnit.MICROS);
        until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("a grant must begin before it ends");
        }
    }

    /** Role on all servers of the projects, at all hours. */
    public Terms(CloudName cloud, Set<ProjectId> projects, Role role, @Nullable Instant from, @Nullable Instant until) {
        this(cloud, projects, ServerSelector.ALL, role, from, until, null);
    }

    public boolean allProjects() {
        return projects.isEmpty();
    }

    /** Whether the terms may select a server of this project. */
    public boolean reach(CloudName aCloud, ProjectId project) {
        return cloud.equals(aCloud) && (projects.isEmpty() || projects.contains(project));
    }

    public boolean openAt(Instant moment) {
        return (from == null || !moment.isBefore(from)) && !endedAt(moment) && (hours == null || hours.contain(moment));
    }

    public boolean endedAt(Instant moment) {
        return until != null && !moment.isBefore(until);
    }

    /** Next start; empty if the terms are active, or never will be again. */
    public Optional<Instant> opening(Instant now) {
        if (openAt(now)) {
            return Optional.empty();
        }
        Instant start = from != null && from.isAfter(now) ? from : now;
        Optional<Instant> opening = hours == null || hours.contain(start)
                ? Optional.of(start).filter(moment -> moment.isAfter(now))
                : hours.nextBeginning(start);
        return opening.filter(moment -> until == null || moment.isBefore(until));
    }

    /** First moment after this one at which the terms may start or end to be active; empty if there is none. */
    Optional<Instant> nextChange(Instant now) {
        if (endedAt(now)) {
            return Optional.empty();
        }
        return Stream.of(
                        Optional.ofNullable(from),
                        Optional.ofNullable(until),
                        Optional.ofNullable(hours).flatMap(week -> week.nextChange(now)))
                .flatMap(Optional::stream)
                .filter(moment -> moment.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    /** Whether the terms select the server, at any time. */
    public boolean select(ServerFacts server, Set<ServerKey> owned) {
        return reach(server.key().cloud(), server.project()) && servers.selects(server, owned);
    }

    /** Final end for display; empty if there is none. */
    public Optional<Instant> end() {
        return Optional.ofNullable(until);
    }

    public Terms withRole(Role another) {
        return new Terms(cloud, projects, servers, another, from, until, hours);
    }

    /** @param end null for no end */
    public Terms withUntil(@Nullable Instant end) {
        return new Terms(cloud, projects, servers, role, from, end, hours);
    }
}
