package org.stackdeck.ui.servers.integration;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Model of the authorization rules that uses no code of Stackdeck, only strings, lists and loops. */
final class AuthorizationModel {

    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    /** Roles without permissions on servers. */
    static final Map<String, List<String>> ON_RESOURCES = Map.of(
            "keeper",
            List.of("volume:update", "image:delete", "floating-ip:update", "server-group:read"),
            "networker",
            List.of("network:update", "network:create", "router:delete", "security-group:update"));

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:00");

    private AuthorizationModel() {}

    record Person(String name, boolean active, boolean administrator, List<Given> grants) {

        Person disabled() {
            return new Person(name, false, administrator, new ArrayList<>(grants));
        }
    }

    record Thing(
            String cloud,
            String id,
            String project,
            String name,
            Set<String> tags,
            Map<String, String> metadata,
            String status,
            boolean locked,
            boolean shielded,
            String owner) {

        String key() {
            return cloud + "/" + id;
        }
    }

    /**
     * A grant as in the body of a REST request.
     *
     * @param projects project names; empty for all projects
     * @param servers server selector as in the request body
     * @param role name of the role; empty for individual permissions
     * @param time when the grant is active: now, later, over, in hours or out of hours
     */
    record Given(
            String cloud,
            List<String> projects,
            Map<String, Object> servers,
            String role,
            List<String> permissions,
            String time) {

        Map<String, Object> asJson(Instant now) {
            Map<String, Object> body = new HashMap<>();
            body.put("cloud", cloud);
            body.put("projects", projects.isEmpty() ? List.of("*") : projects);
            body.put("servers", servers);
            if (role.isEmpty()) {
                body.put(
                        "permissions",
                        permissions.stream().map(word -> "server:" + word).toList());
            } else {
                body.put("role", role);
            }
            switch (time) {
                case "now" -> body.put("until", now.plus(Duration.ofDays(1)).toString());
                case "later" -> body.put("from", now.plus(Duration.ofDays(1)).toString());
                case "over" -> body.put("until", now.minus(Duration.ofDays(1)).toString());
                case "in hours" -> body.put("hours", hours(now, -3, 4));
                case "out of hours" -> body.put("hours", hours(now, 3, 9));
                default -> throw new IllegalArgumentException(time);
            }
            return body;
        }

        private static Map<String, Object> hours(Instant now, int from, int until) {
            LocalTime there = now.atZone(ZoneId.of("Asia/Shanghai")).toLocalTime();
            return Map.of(
                    "zone",
                    "Asia/Shanghai",
                    "weekly",
                    List.of(Map.of(
                            "days",
                            DAYS,
                            "from",
                            HOUR.format(there.plusHours(from)),
                            "until",
                            HOUR.format(there.plusHours(until)))));
        }

        boolean holdsNow() {
            return time.equals("now") || time.equals("in hours");
        }

        boolean gives(String word) {
            if (ON_RESOURCES.containsKey(role)) {
                return false;
            }
            if (word.equals("read")) {
                return true;
            }
            List<String> operator = List.of("start", "stop", "reboot", "pause", "log", "console", "delete");
            return switch (role) {
                case "viewer" -> false;
                case "operator" -> operator.contains(word);
                case "manager" ->
                    operator.contains(word)
                            || List.of(
                                            "update",
                                            "snapshot",
                                            "resize",
                                            "volumes",
                                            "network",
                                            "password",
                                            "rescue",
                                            "rebuild",
                                            "shelve",
                                            "lock",
                                            "create")
                                    .contains(word);
                case "administrator" -> true;
                case "restarter" -> word.equals("reboot");
                case "guard" -> word.equals("stop") || word.equals("read-host");
                default -> permissions.contains(word);
            };
        }

        /** @param wanted a permission on resources other than servers, such as volume:update */
        private boolean givesOnResources(String wanted) {
            return switch (role) {
                case "manager" ->
                    !List.of("image:share", "image:import", "volume:transfer").contains(wanted);
                case "administrator" -> true;
                default -> {
                    String object = wanted.substring(0, wanted.indexOf(':') + 1);
                    yield ON_RESOURCES.getOrDefault(role, List.of()).stream()
                            .anyMatch(given ->
                                    given.equals(wanted) || (wanted.endsWith(":read") && given.startsWith(object)));
                }
            };
        }

        private boolean showsPublished(Thing resource) {
            return resource.cloud().equals(cloud) && gives("create") && !servers.containsKey("ids");
        }

        boolean appliesIn(String inCloud, String project) {
            return cloud.equals(inCloud) && (projects.isEmpty() || projects.contains(project));
        }

        boolean isAbout(Thing thing, String person) {
            if (!appliesIn(thing.cloud(), thing.project())) {
                return false;
            }
            String kind = servers.keySet().iterator().next();
            Object what = servers.get(kind);
            return switch (kind) {
                case "all" -> true;
                case "ids" -> what instanceof List<?> ids && ids.contains(thing.id());
                case "name" -> fits(String.valueOf(what), thing.name());
                case "tag" -> thing.tags().contains(String.valueOf(what));
                case "metadata" ->
                    what instanceof Map<?, ?> entries
                            && entries.entrySet().stream()
                                    .allMatch(entry -> entry.getValue()
                                            .equals(thing.metadata().get(String.valueOf(entry.getKey()))));
                case "own" -> thing.owner().equals(person);
                default -> throw new IllegalArgumentException(kind);
            };
        }

        /** Matches the name with the wildcards * and ?. */
        private static boolean fits(String pattern, String name) {
            if (pattern.isEmpty()) {
                return name.isEmpty();
            }
            if (pattern.charAt(0) == '*') {
                return fits(pattern.substring(1), name) || (!name.isEmpty() && fits(pattern, name.substring(1)));
            }
            return !name.isEmpty()
                    && (pattern.charAt(0) == '?' || pattern.charAt(0) == name.charAt(0))
                    && fits(pattern.substring(1), name.substring(1));
        }
    }

    static boolean canSeeServer(Person person, Thing thing) {
        return hasGrant(person, given -> given.isAbout(thing, person.name()) && given.gives("read"));
    }

    static boolean canSeeHost(Person person, Thing thing) {
        return hasGrant(person, given -> given.isAbout(thing, person.name()) && given.gives("read-host"));
    }

    /** Returns whether the user is an active administrator, or is active and has a current grant that matches. */
    private static boolean hasGrant(Person person, Predicate<Given> matches) {
        return person.active()
                && (person.administrator()
                        || person.grants().stream().filter(Given::holdsNow).anyMatch(matches));
    }

    /** Returns whether the user may see the project's quotas. */
    static boolean canSeeProject(Person person, String cloud, String project) {
        return hasGrant(
                person,
                given -> given.appliesIn(cloud, project)
                        && ((given.servers().containsKey("all") && given.gives("read"))
                                || (given.gives("create") && !given.servers().containsKey("ids"))));
    }

    /**
     * Returns whether the user may see a resource that is not a server. Grants apply to resources in projects.
     *
     * @param object object of the permissions, such as volume
     */
    static boolean canSeeResource(Person person, String object, Thing resource, boolean published) {
        return hasGrant(
                person,
                given -> (given.givesOnResources(object + ":read")
                                && !resource.project().isEmpty()
                                && given.isAbout(resource, person.name()))
                        || (published && given.showsPublished(resource)));
    }

    /** Returns whether the user may see the project of a resource that the user can see. */
    static boolean canSeeProjectOf(Person person, Thing resource) {
        return person.administrator() || !grantsIn(person, resource).isEmpty();
    }

    private static List<Given> grantsIn(Person person, Thing resource) {
        return person.grants().stream()
                .filter(given -> given.holdsNow()
                        && given.cloud().equals(resource.cloud())
                        && (given.projects().isEmpty() || given.projects().contains(resource.project())))
                .toList();
    }

    /**
     * Returns whether the user is permitted to create the resource, with the results of {@link #creationAvailability}.
     */
    static String resourceCreationAvailability(Person person, String object, Thing resource) {
        return creationAvailability(person, resource, given -> given.givesOnResources(object + ":create"));
    }

    /**
     * Returns whether the user may perform the action on the resource, with the results of {@link #actionAvailability}.
     */
    static String resourceActionAvailability(Person person, String object, Thing resource, String action) {
        for (String verb : resourcePermissions(action)) {
            String state = permissionState(
                    person,
                    canSeeResource(person, object, resource, false),
                    given -> given.isAbout(resource, person.name()) && given.givesOnResources(object + ":" + verb));
            if (!state.equals("given")) {
                return state;
            }
        }
        boolean inEachStatus = switch (object + " " + action) {
            case "volume delete",
                    "volume extend",
                    "volume retype",
                    "volume revert",
                    "volume restore",
                    "volume transfer",
                    "volume cancel-transfer",
                    "volume set-read-only",
                    "volume unset-read-only",
                    "image deactivate",
                    "image reactivate",
                    "image import",
                    "image accept",
                    "image reject" -> false;
            default -> true;
        };
        return inEachStatus ? "available" : "wrong state";
    }

    private static List<String> resourcePermissions(String action) {
        return switch (action) {
            case "delete", "revert" -> List.of("delete");
            case "restore" -> List.of("delete", "update");
            case "set-visibility", "add-project", "remove-project" -> List.of("share");
            case "import" -> List.of("import");
            case "accept", "reject" -> List.of("create");
            case "transfer", "cancel-transfer" -> List.of("transfer");
            default -> List.of("update");
        };
    }

    /**
     * Returns whether the user is permitted to create the server: "yes", "no", or "unknown" if no current grant of the
     * user applies to the project.
     */
    static String creationAvailability(Person person, Thing theirs) {
        return creationAvailability(person, theirs, given -> given.gives("create"));
    }

    private static String creationAvailability(Person person, Thing theirs, Predicate<Given> gives) {
        if (person.administrator()) {
            return "yes";
        }
        List<Given> there = grantsIn(person, theirs);
        if (there.isEmpty()) {
            return "unknown";
        }
        return there.stream().anyMatch(given -> gives.test(given) && given.isAbout(theirs, person.name()))
                ? "yes"
                : "no";
    }

    /**
     * Returns whether the user may use an image of the source server for the target server, which may be new.
     *
     * @param source null if the server does not exist
     */
    static boolean canUseImage(Person person, @Nullable Thing source, Thing target) {
        return (source != null && permissionState(person, source, "snapshot").equals("given"))
                || permissionState(person, target, "volumes").equals("given");
    }

    private static String permission(String action) {
        return switch (action) {
            case "hard-reboot" -> "reboot";
            case "unpause", "suspend", "resume" -> "pause";
            case "unshelve" -> "shelve";
            case "unlock" -> "lock";
            case "restore", "force-delete" -> "delete";
            case "confirm-resize", "revert-resize" -> "resize";
            case "rename", "set-description", "add-tag", "remove-tag", "set-metadata", "remove-metadata" -> "update";
            case "attach-volume", "detach-volume" -> "volumes";
            case "attach-interface",
                    "detach-interface",
                    "add-security-group",
                    "remove-security-group",
                    "associate-floating-ip",
                    "disassociate-floating-ip" -> "network";
            case "set-password" -> "password";
            case "unrescue" -> "rescue";
            case "shelve-offload", "migrate", "live-migrate", "reset-state" -> "administer";
            default -> action;
        };
    }

    /** Returns whether the user may see a launch template that is shared with all users. */
    static boolean canSeeLaunchTemplate(Person person, String cloud, String project) {
        return hasGrant(
                person,
                given -> given.appliesIn(cloud, project)
                        && given.gives("create")
                        && !given.servers().containsKey("ids"));
    }

    /**
     * Returns "given" if the user has the permission for the server, regardless of its state; otherwise, the obstacle.
     */
    static String permissionState(Person person, Thing thing, String wanted) {
        return permissionState(
                person,
                canSeeServer(person, thing),
                given -> given.isAbout(thing, person.name()) && given.gives(wanted));
    }

    private static String permissionState(Person person, boolean visible, Predicate<Given> gives) {
        if (!visible) {
            return "invisible";
        }
        if (!person.administrator()) {
            List<Given> giving = person.grants().stream().filter(gives).toList();
            if (giving.stream().noneMatch(Given::holdsNow)) {
                return giving.stream()
                                .anyMatch(given ->
                                        List.of("later", "out of hours").contains(given.time()))
                        ? "not yet"
                        : giving.isEmpty() ? "not granted" : "ended";
            }
        }
        return "given";
    }

    static String actionAvailability(Person person, Thing thing, String action) {
        String right = permissionState(person, thing, permission(action));
        if (!right.equals("given")) {
            return right;
        }
        if (thing.shielded() && List.of("delete", "force-delete", "rebuild").contains(action)) {
            return "protected";
        }
        if (action.equals("unlock")) {
            return thing.locked() ? "available" : "not locked";
        }
        if (thing.locked()) {
            return "locked";
        }
        boolean taken = switch (action) {
            case "start" -> thing.status().equals("SHUTOFF");
            case "stop" -> List.of("ACTIVE", "ERROR").contains(thing.status());
            case "reboot" -> thing.status().equals("ACTIVE");
            case "hard-reboot" ->
                List.of("ACTIVE", "SHUTOFF", "PAUSED", "ERROR").contains(thing.status());
            case "pause", "suspend" -> thing.status().equals("ACTIVE");
            case "unpause" -> thing.status().equals("PAUSED");
            case "shelve" -> List.of("ACTIVE", "SHUTOFF", "PAUSED").contains(thing.status());
            case "snapshot",
                    "add-tag",
                    "remove-tag",
                    "set-metadata",
                    "remove-metadata",
                    "attach-volume",
                    "detach-volume",
                    "attach-interface",
                    "detach-interface" -> List.of("ACTIVE", "SHUTOFF", "PAUSED").contains(thing.status());
            case "resize", "migrate" -> List.of("ACTIVE", "SHUTOFF").contains(thing.status());
            case "live-migrate" -> List.of("ACTIVE", "PAUSED").contains(thing.status());
            case "rescue", "rebuild" -> List.of("ACTIVE", "SHUTOFF", "ERROR").contains(thing.status());
            case "set-password" -> thing.status().equals("ACTIVE");
            case "create",
                    "restore",
                    "resume",
                    "unshelve",
                    "confirm-resize",
                    "revert-resize",
                    "unrescue",
                    "shelve-offload" -> false;
            case "lock",
                    "delete",
                    "force-delete",
                    "rename",
                    "set-description",
                    "add-security-group",
                    "remove-security-group",
                    "associate-floating-ip",
                    "disassociate-floating-ip",
                    "reset-state" -> true;
            default -> throw new IllegalArgumentException(action);
        };
        return taken ? "available" : "wrong state";
    }
}
