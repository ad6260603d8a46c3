package org.stackdeck.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;

/**
 * Terms of a grant: cloud, projects, servers, role and times. Instants have microsecond precision, as in the database.
 *
 * @param projects empty for all existing and future projects of the cloud; at most {@value #MAX_PROJECTS}
 * @param from inclusive; null for no start
 * @param until exclusive; null for no end
 * @param hours null for no restriction
 */
public record GrantTerms(
        CloudName cloud,
        Set<ProjectId> projects,
        ResourceSelector servers,
        Role role,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable WeeklyHours hours) {

    public static final int MAX_PROJECTS = 200;

    public GrantTerms {
        if (projects.size() > MAX_PROJECTS) {
            throw new IllegalArgumentException("a grant can have at most " + MAX_PROJECTS + " projects");
        }
        projects = Set.copyOf(projects);
        from = from == null ? null : from.truncatedTo(ChronoUnit.MICROS);
        until = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("a grant must begin before it ends");
        }
    }

    /** Creates terms for all servers of the projects, at all hours. */
    public GrantTerms(
            CloudName cloud, Set<ProjectId> projects, Role role, @Nullable Instant from, @Nullable Instant until) {
        this(cloud, projects, ResourceSelector.ALL, role, from, until, null);
    }

    public boolean coversAllProjects() {
        return projects.isEmpty();
    }

    /** Returns whether the terms can select servers or other resources of this project. */
    public boolean appliesTo(CloudName aCloud, ProjectId project) {
        return cloud.equals(aCloud) && (projects.isEmpty() || projects.contains(project));
    }

    public boolean isActiveAt(Instant moment) {
        return (from == null || !moment.isBefore(from))
                && !hasEndedAt(moment)
                && (hours == null || hours.contains(moment));
    }

    /**
     * Returns whether these terms are active whenever the others are, at the given moment and later. Also returns false
     * if the weekly hours of these terms contain those of the others without being equal to them.
     */
    boolean isActiveWhenever(GrantTerms others, Instant moment) {
        boolean startsBefore =
                from == null || !from.isAfter(moment) || (others.from != null && !from.isAfter(others.from));
        boolean endsAfter = until == null || (others.until != null && !until.isBefore(others.until));
        return startsBefore && endsAfter && (hours == null || hours.equals(others.hours));
    }

    public boolean hasEndedAt(Instant moment) {
        return until != null && !moment.isBefore(until);
    }

    /** Returns the next start; empty if the terms are active now or will not become active. */
    public Optional<Instant> nextStart(Instant now) {
        if (isActiveAt(now)) {
            return Optional.empty();
        }
        Instant start = from != null && from.isAfter(now) ? from : now;
        Optional<Instant> opening = hours == null || hours.contains(start)
                ? Optional.of(start).filter(moment -> moment.isAfter(now))
                : hours.nextStart(start);
        return opening.filter(moment -> until == null || moment.isBefore(until));
    }

    /** Returns the next time at which the terms may become active or inactive; empty if there is none. */
    public Optional<Instant> nextChange(Instant now) {
        if (hasEndedAt(now)) {
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

    /** Returns whether the terms select the resource, regardless of the time. */
    public boolean selects(ResourceAttributes resource, Set<ActionTarget> owned) {
        return appliesTo(resource.cloud(), resource.project()) && servers.selects(resource, owned);
    }

    /** Returns the end of the terms, regardless of weekly hours; empty if there is none. */
    public Optional<Instant> end() {
        return Optional.ofNullable(until);
    }

    public GrantTerms withRole(Role another) {
        return new GrantTerms(cloud, projects, servers, another, from, until, hours);
    }

    /** @param end null for no end */
    public GrantTerms withUntil(@Nullable Instant end) {
        return new GrantTerms(cloud, projects, servers, role, from, end, hours);
    }
}
