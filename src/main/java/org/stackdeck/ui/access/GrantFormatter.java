package org.stackdeck.ui.access;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.WeeklyHours;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.ui.i18n.Messages;

/** Describes grants in the user's language. */
public final class GrantFormatter {

    private static final int MAX_NAMES = 3;

    private final Messages messages;
    private final Clouds clouds;
    private final Inventory inventory;

    public GrantFormatter(Messages messages, Clouds clouds, Inventory inventory) {
        this.messages = messages;
        this.clouds = clouds;
        this.inventory = inventory;
    }

    /** Returns the message key of a permission. The keys of permissions on servers omit the prefix {@code server:}. */
    public static String label(Permission permission) {
        return "grants.permission."
                + permission.code().replaceFirst("^server:", "").replace(':', '-');
    }

    /** Returns the name of a role: translated for a predefined role, as entered for a custom role. */
    public static String roleName(Messages messages, Role role) {
        return role.isBuiltIn() ? messages.text("grants.role." + role.name()) : role.name();
    }

    public String role(Role role) {
        return role.isNamed() ? roleName(messages, role) : permissions(role.permissions());
    }

    public String permissions(Collection<Permission> permissions) {
        return describePermissions(messages, permissions);
    }

    /** Returns the names of the permissions. Omits permissions that others imply. */
    public static String describePermissions(Messages messages, Collection<Permission> permissions) {
        return permissions.stream()
                .filter(permission ->
                        permissions.stream().noneMatch(other -> other != permission && other.implies(permission)))
                .sorted()
                .map(permission -> messages.text(label(permission)))
                .collect(Collectors.joining(messages.text("grants.list.comma")));
    }

    /** Returns the names of all permissions, including the permission to see servers. */
    public String allPermissions(Collection<Permission> permissions) {
        return joined(permissions.stream()
                .sorted()
                .map(permission -> messages.text(label(permission)))
                .toList());
    }

    public String granteeNames(List<NamedGrantee> grantees, int max) {
        List<String> names = grantees.stream()
                .map(namedGrantee -> namedGrantee.isGroup()
                        ? messages.text("grants.who.group", namedGrantee.name())
                        : namedGrantee.name())
                .toList();
        return firstFew(messages, names, max);
    }

    public String projects(GrantTerms grantTerms) {
        String cloud = clouds.names().size() > 1 ? " · " + grantTerms.cloud() : "";
        return grantTerms.coversAllProjects()
                ? messages.text("admin.grants.all-projects") + cloud
                : firstFew(grantTerms.projects().stream()
                                .map(id -> project(grantTerms.cloud(), id))
                                .sorted()
                                .toList())
                        + cloud;
    }

    public String servers(GrantTerms grantTerms) {
        return switch (grantTerms.servers()) {
            case ResourceSelector.AllServers() -> messages.text("grants.servers.all");
            case ResourceSelector.OwnedServers() -> messages.text("grants.servers.own");
            case ResourceSelector.ByName(var pattern) -> pattern.text();
            case ResourceSelector.ByTag(var tag) -> messages.text("grants.servers.tag", tag);
            case ResourceSelector.ByMetadata(var entries) ->
                entries.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(", "));
            case ResourceSelector.ByIds(var ids) ->
                firstFew(ids.stream()
                        .map(id -> server(grantTerms.cloud(), id))
                        .sorted()
                        .toList());
        };
    }

    public String hours(WeeklyHours hours) {
        return hours.spans().stream().map(this::span).collect(Collectors.joining("; ")) + " "
                + hours.zone().getId();
    }

    /** Returns the text that the search in the list of grants examines. */
    public String searchText(Grant grant, String userName) {
        GrantTerms grantTerms = grant.terms();
        return String.join(
                " ",
                userName,
                projects(grantTerms),
                servers(grantTerms),
                role(grantTerms.role()),
                permissions(grantTerms.role().permissions()));
    }

    public String joined(List<String> parts) {
        return String.join(messages.text("grants.list.comma"), parts);
    }

    private String span(WeeklyHours.WeeklySpan weeklySpan) {
        List<DayOfWeek> days =
                weeklySpan.days().stream().sorted(Comparator.naturalOrder()).toList();
        boolean row =
                days.size() > 2 && days.getLast().getValue() - days.getFirst().getValue() == days.size() - 1;
        String when = row
                ? day(days.getFirst()) + "–" + day(days.getLast())
                : joined(days.stream().map(this::day).toList());
        return when + " " + weeklySpan.from() + "–" + weeklySpan.until();
    }

    private String day(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, messages.locale());
    }

    private String firstFew(List<String> names) {
        return firstFew(messages, names, MAX_NAMES);
    }

    /** Returns the first {@code max} names and the number of the others. */
    public static String firstFew(Messages messages, List<String> names, int max) {
        String first = String.join(
                messages.text("grants.list.comma"), names.stream().limit(max).toList());
        return names.size() <= max ? first : messages.text("grants.list.more", first, names.size() - max);
    }

    private String project(CloudName cloud, ProjectId id) {
        return clouds.project(cloud, id).map(Project::name).orElse(id.value());
    }

    private String server(CloudName cloud, ServerId id) {
        return inventory
                .find(new ServerKey(cloud, id))
                .map(server -> server.name())
                .filter(name -> !name.isBlank())
                .orElse(id.value());
    }
}
