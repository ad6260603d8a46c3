package org.stackdeck.cloud.openstack.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.CloudEntryRemark;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.openstack.config.CloudEntry;
import org.stackdeck.cloud.openstack.config.CloudEntryGroup;
import org.stackdeck.cloud.openstack.config.EntryRemarkType;
import org.stackdeck.cloud.openstack.config.ParsedEntry;
import org.stackdeck.cloud.openstack.discovery.ProjectEntryMapping.EntryAssignment;

public final class EntryReportFactory {

    private EntryReportFactory() {}

    public static CloudEntryReport create(ParsedEntry.Invalid invalid) {
        return new CloudEntryReport(
                invalid.name(),
                invalid.source(),
                null,
                null,
                invalid.authType(),
                List.of(),
                Set.of(),
                false,
                null,
                invalid.problem().text(),
                null,
                List.of(invalid.problem()));
    }

    static CloudEntryReport notDiscovered(CloudEntryGroup group, CloudEntry cloudEntry) {
        return report(group, cloudEntry, null, List.of(), null, cloudEntry.problem());
    }

    static List<CloudEntryReport> create(
            CloudEntryGroup group,
            List<EntryDiscoveryResult> entryDiscoveryResults,
            ProjectEntryMapping projectEntryMapping) {
        return entryDiscoveryResults.stream()
                .map(o -> report(group, o, projectEntryMapping))
                .toList();
    }

    static CloudEntryRemark problemOf(CloudEntry cloudEntry, CloudException e) {
        if (e.category() == Category.UNAUTHENTICATED) {
            return EntryRemarkType.REFUSED.toRemark(
                    cloudEntry.source(),
                    cloudEntry.name(),
                    cloudEntry.keystone().toString(),
                    reason(e));
        }
        return EntryRemarkType.UNREACHED.toRemark(cloudEntry.source(), cloudEntry.name(), reason(e));
    }

    private static String reason(CloudException e) {
        return e.getMessage() == null ? e.category().name() : e.getMessage();
    }

    private static CloudEntryReport report(
            CloudEntryGroup group, EntryDiscoveryResult entryDiscoveryResult, ProjectEntryMapping projectEntryMapping) {
        CloudEntry cloudEntry = entryDiscoveryResult.connection().entry();
        List<Project> served = projectEntryMapping.assignments().stream()
                .filter(s -> s.connection().equals(entryDiscoveryResult.connection()))
                .flatMap(s -> s.projects().stream())
                .toList();
        boolean used = projectEntryMapping.assignments().stream()
                .anyMatch(s -> s.connection().equals(entryDiscoveryResult.connection()));
        CloudEntryRemark unused = used || entryDiscoveryResult.problem() != null
                ? null
                : unused(entryDiscoveryResult.projectAccess(), projectEntryMapping);
        return report(
                group,
                cloudEntry,
                entryDiscoveryResult.projectAccess(),
                served,
                unused,
                entryDiscoveryResult.problem());
    }

    private static CloudEntryReport report(
            CloudEntryGroup group,
            CloudEntry cloudEntry,
            @Nullable EntryCapabilities entryCapabilities,
            List<Project> served,
            @Nullable CloudEntryRemark unused,
            @Nullable CloudEntryRemark problem) {
        boolean administrator = entryCapabilities != null && entryCapabilities.isAdministrator();
        var cloudEntryRemarks = new ArrayList<CloudEntryRemark>();
        Stream.of(problem, unused).filter(Objects::nonNull).forEach(cloudEntryRemarks::add);
        if (administrator) {
            cloudEntryRemarks.add(EntryRemarkType.ADMINISTRATOR.toRemark(cloudEntry.source(), cloudEntry.name()));
        }
        if (entryCapabilities != null
                && entryCapabilities.roles().equals(Set.of(EntryCapabilities.READER))
                && unused == null) {
            cloudEntryRemarks.add(EntryRemarkType.READER.toRemark(cloudEntry.source(), cloudEntry.name()));
        }
        return new CloudEntryReport(
                cloudEntry.name(),
                cloudEntry.source(),
                group.name(),
                group.region(),
                cloudEntry.credential().authType(),
                served,
                entryCapabilities == null ? Set.of() : entryCapabilities.roles(),
                administrator,
                unused == null ? null : unused.text(),
                problem == null ? null : problem.text(),
                entryCapabilities == null || entryCapabilities.novaVersions() == null
                        ? null
                        : entryCapabilities.novaVersions().newest().toString(),
                cloudEntryRemarks);
    }

    private static CloudEntryRemark unused(
            @Nullable EntryCapabilities entryCapabilities, ProjectEntryMapping projectEntryMapping) {
        if (entryCapabilities == null || entryCapabilities.accesses().isEmpty()) {
            return EntryRemarkType.NO_PROJECT.toRemark();
        }
        Set<ProjectId> reachable =
                entryCapabilities.accesses().stream().map(a -> a.project().id()).collect(Collectors.toSet());
        return EntryRemarkType.SERVED_BY.toRemark(projectEntryMapping.assignments().stream()
                .filter(s -> s.allProjectsAccess() != null
                        || s.projects().stream().anyMatch(p -> reachable.contains(p.id())))
                .map(EntryAssignment::connection)
                .map(c -> c.entry().name())
                .collect(Collectors.joining(", ")));
    }
}
