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
 * What a grant gives: on these servers of these projects, this role, at these times. Instants are kept to the
 * microsecond, as the database keeps them.
 *
 * @param projects none for all projects of the cloud, those to come included; at most {@value #MOST_PROJECTS}
 * @param from inclusive; null for "since ever"
 * @param until exclusive; null for "without end"
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

    /** The role on all servers of the projects, at all hours. */
    public Terms(CloudName cloud, Set<ProjectId> projects, Role role, @Nullable Instant from, @Nullable Instant until) {
        this(cloud, projects, ServerSelector.ALL, role, from, until, null);
    }

    public boolean allProjects() {
        return projects.isEmpty();
    }

    /** Whether it is about servers of this project, some at least. */
    public boolean reach(CloudName aCloud, ProjectId project) {
        return cloud.equals(aCloud) && (projects.isEmpty() || projects.contains(project));
    }

    public boolean openAt(Instant moment) {
        return (from == null || !moment.isBefore(from)) && !endedAt(moment) && (hours == null || hours.contain(moment));
    }

    public boolean endedAt(Instant moment) {
        return until != null && !moment.isBefore(until);
    }

    /** When it opens next; none if it is open, or opens no more. */
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

    /** The first moment after this one at which it may open or close; none if it stays as it is for ever. */
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

    /** Whether the server is among those it is about, whatever the time. */
    public boolean select(ServerFacts server, Set<ServerKey> owned) {
        return reach(server.key().cloud(), server.project()) && servers.selects(server, owned);
    }

    /** Until when it holds at most, for people: null without end. */
    public Optional<Instant> end() {
        return Optional.ofNullable(until);
    }

    public Terms withRole(Role another) {
        return new Terms(cloud, projects, servers, another, from, until, hours);
    }

    /** @param end null for "without end" */
    public Terms withUntil(@Nullable Instant end) {
        return new Terms(cloud, projects, servers, role, from, end, hours);
    }
}
