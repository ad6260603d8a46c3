package org.stackdeck.ui.grants;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.access.Terms;
import org.stackdeck.access.WeeklyHours;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.ui.component.Words;

/** Describes grants in the user's language. */
public final class GrantPhrases {

    private static final int NAMED = 3;

    private final Words words;
    private final Clouds clouds;
    private final Inventory inventory;

    GrantPhrases(Words words, Clouds clouds, Inventory inventory) {
        this.words = words;
        this.clouds = clouds;
        this.inventory = inventory;
    }

    /** Translation key of a permission. */
    static String label(Permission permission) {
        return "grants.permission."
                + permission.word().substring(permission.word().indexOf(':') + 1);
    }

    /** Name of a role: translated for predefined roles, as entered for custom roles. */
    static String shortRole(Words words, Role role) {
        return role.builtIn() ? words.say("grants.role." + role.word()) : role.word();
    }

    String role(Role role) {
        return role.named() ? shortRole(words, role) : permissions(role.permissions());
    }

    String permissions(Collection<Permission> permissions) {
        return deeds(words, permissions);
    }

    /** Describes permissions. Omits the permission to see servers if there are others. */
    public static String deeds(Words words, Collection<Permission> permissions) {
        List<Permission> more = permissions.stream()
                .filter(permission -> permission != Permission.SERVER_READ)
                .sorted()
                .toList();
        return String.join(
                words.say("grants.list.comma"),
                (more.isEmpty() ? List.of(Permission.SERVER_READ) : more)
                        .stream()
                                .map(permission -> words.say(label(permission)))
                                .toList());
    }

    /** Lists all permissions, including the permission to see servers. */
    String all(Collection<Permission> permissions) {
        return list(permissions.stream()
                .sorted()
                .map(permission -> words.say(label(permission)))
                .toList());
    }

    /** @param named maximum number of names */
    String parties(List<Party> parties, int named) {
        List<String> names = parties.stream()
                .map(party -> party.group() ? words.say("grants.who.group", party.name()) : party.name())
                .toList();
        String first = list(names.stream().limit(named).toList());
        return names.size() <= named ? first : words.say("grants.list.more", first, names.size() - named);
    }

    String projects(Terms terms) {
        String cloud = clouds.names().size() > 1 ? " · " + terms.cloud() : "";
        return terms.allProjects()
                ? words.say("admin.grants.all-projects") + cloud
                : some(terms.projects().stream()
                                .map(id -> project(terms.cloud(), id))
                                .sorted()
                                .toList())
                        + cloud;
    }

    String servers(Terms terms) {
        return switch (terms.servers()) {
            case ServerSelector.All() -> words.say("grants.servers.all");
            case ServerSelector.Own() -> words.say("grants.servers.own");
            case ServerSelector.Named(var pattern) -> pattern.text();
            case ServerSelector.Tagged(var tag) -> words.say("grants.servers.tag", tag);
            case ServerSelector.WithMetadata(var entries) ->
                entries.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(", "));
            case ServerSelector.Ids(var ids) ->
                some(ids.stream().map(id -> server(terms.cloud(), id)).sorted().toList());
        };
    }

    String hours(WeeklyHours hours) {
        return hours.spans().stream().map(this::span).collect(Collectors.joining("; ")) + " "
                + hours.zone().getId();
    }

    /** Text that the search of the list matches. */
    String searchable(Grant grant, String who) {
        Terms terms = grant.terms();
        return String.join(
                " ",
                who,
                projects(terms),
                servers(terms),
                role(terms.role()),
                permissions(terms.role().permissions()));
    }

    String list(List<String> parts) {
        return String.join(words.say("grants.list.comma"), parts);
    }

    private String span(WeeklyHours.Span span) {
        List<DayOfWeek> days =
                span.days().stream().sorted(Comparator.naturalOrder()).toList();
        boolean row =
                days.size() > 2 && days.getLast().getValue() - days.getFirst().getValue() == days.size() - 1;
        String when = row
                ? day(days.getFirst()) + "–" + day(days.getLast())
                : list(days.stream().map(this::day).toList());
        return when + " " + span.from() + "–" + span.until();
    }

    private String day(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, words.locale());
    }

    /** The first names and the number of further ones. */
    private String some(List<String> names) {
        String first = list(names.stream().limit(NAMED).toList());
        return names.size() <= NAMED ? first : words.say("grants.list.more", first, names.size() - NAMED);
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
