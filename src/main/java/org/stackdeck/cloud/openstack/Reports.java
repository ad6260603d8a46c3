package org.stackdeck.cloud.openstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.EntryReport;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Remark;
import org.stackdeck.cloud.openstack.Allocation.Share;

/** Creates the reports about configured entries. */
final class Reports {

    private Reports() {}

    static EntryReport of(Configured.Broken broken) {
        return new EntryReport(
                broken.name(),
                broken.source(),
                null,
                null,
                broken.authType(),
                List.of(),
                Set.of(),
                false,
                null,
                broken.problem().text(),
                null,
                List.of(broken.problem()));
    }

    static EntryReport unknown(CloudGroup group, Entry entry) {
        return report(group, entry, null, List.of(), null, null);
    }

    static List<EntryReport> of(CloudGroup group, List<Outcome> outcomes, Allocation allocation) {
        return outcomes.stream().map(o -> report(group, o, allocation)).toList();
    }

    static Remark problem(Entry entry, CloudException e) {
        if (e.category() == Category.UNAUTHENTICATED) {
            return RemarkKind.REFUSED.with(
                    entry.source(), entry.name(), entry.keystone().toString(), reason(e));
        }
        return RemarkKind.UNREACHED.with(entry.source(), entry.name(), reason(e));
    }

    private static String reason(CloudException e) {
        return e.getMessage() == null ? e.category().name() : e.getMessage();
    }

    private static EntryReport report(CloudGroup group, Outcome outcome, Allocation allocation) {
        Entry entry = outcome.connection().entry();
        List<Project> served = allocation.shares().stream()
                .filter(s -> s.connection().equals(outcome.connection()))
                .flatMap(s -> s.projects().stream())
                .toList();
        boolean used = allocation.shares().stream().anyMatch(s -> s.connection().equals(outcome.connection()));
        Remark unused = used || outcome.problem() != null ? null : unused(outcome.reached(), allocation);
        return report(group, entry, outcome.reached(), served, unused, outcome.problem());
    }

    private static EntryReport report(
            CloudGroup group,
            Entry entry,
            @Nullable Reached reached,
            List<Project> served,
            @Nullable Remark unused,
            @Nullable Remark problem) {
        boolean administrator = reached != null && reached.administrator();
        var remarks = new ArrayList<Remark>();
        Stream.of(problem, unused).filter(Objects::nonNull).forEach(remarks::add);
        if (administrator) {
            remarks.add(RemarkKind.ADMINISTRATOR.with(entry.source(), entry.name()));
        }
        if (reached != null && reached.roles().equals(Set.of(Reached.READER)) && unused == null) {
            remarks.add(RemarkKind.READER.with(entry.source(), entry.name()));
        }
        return new EntryReport(
                entry.name(),
                entry.source(),
                group.name(),
                group.region(),
                entry.credential().authType(),
                served,
                reached == null ? Set.of() : reached.roles(),
                administrator,
                unused == null ? null : unused.text(),
                problem == null ? null : problem.text(),
                reached == null || reached.nova() == null
                        ? null
                        : reached.nova().newest().toString(),
                remarks);
    }

    private static Remark unused(@Nullable Reached reached, Allocation allocation) {
        if (reached == null || reached.accesses().isEmpty()) {
            return RemarkKind.NO_PROJECT.with();
        }
        Set<ProjectId> reachable =
                reached.accesses().stream().map(a -> a.project().id()).collect(Collectors.toSet());
        return RemarkKind.SERVED_BY.with(allocation.shares().stream()
                .filter(s -> s.all() != null || s.projects().stream().anyMatch(p -> reachable.contains(p.id())))
                .map(Share::connection)
                .map(c -> c.entry().name())
                .collect(Collectors.joining(", ")));
    }
}
