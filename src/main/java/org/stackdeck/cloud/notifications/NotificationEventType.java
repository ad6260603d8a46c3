package org.stackdeck.cloud.notifications;

import static org.stackdeck.cloud.ChangeHint.Service.CINDER;
import static org.stackdeck.cloud.ChangeHint.Service.GLANCE;
import static org.stackdeck.cloud.ChangeHint.Service.NEUTRON;
import static org.stackdeck.cloud.ChangeHint.Service.NOVA;
import static org.stackdeck.cloud.resource.ResourceKind.ADDRESS_GROUP;
import static org.stackdeck.cloud.resource.ResourceKind.FLAVOR;
import static org.stackdeck.cloud.resource.ResourceKind.FLOATING_IP;
import static org.stackdeck.cloud.resource.ResourceKind.IMAGE;
import static org.stackdeck.cloud.resource.ResourceKind.IMAGE_MEMBER;
import static org.stackdeck.cloud.resource.ResourceKind.NETWORK;
import static org.stackdeck.cloud.resource.ResourceKind.PORT;
import static org.stackdeck.cloud.resource.ResourceKind.ROUTER;
import static org.stackdeck.cloud.resource.ResourceKind.SECURITY_GROUP;
import static org.stackdeck.cloud.resource.ResourceKind.SERVER_GROUP;
import static org.stackdeck.cloud.resource.ResourceKind.SUBNET;
import static org.stackdeck.cloud.resource.ResourceKind.VOLUME;
import static org.stackdeck.cloud.resource.ResourceKind.VOLUME_BACKUP;
import static org.stackdeck.cloud.resource.ResourceKind.VOLUME_SNAPSHOT;
import static org.stackdeck.cloud.resource.ResourceKind.VOLUME_TYPE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ChangeHint.Service;
import org.stackdeck.cloud.resource.ResourceKind;

/**
 * A type of notification, and the kinds of resources that may have changed.
 *
 * @param namesServers whether the payload can contain IDs of changed servers
 */
record NotificationEventType(Service service, boolean namesServers, Set<ResourceKind> kinds) {

    /** A rule for the event types that begin with the prefix. */
    private record Rule(Service service, String prefix, boolean namesServers, Set<ResourceKind> kinds) {

        Rule(Service service, String prefix, ResourceKind... kinds) {
            this(service, prefix, false, Set.of(kinds));
        }

        static Rule ofServers(Service service, String prefix) {
            return new Rule(service, prefix, true, Set.of());
        }
    }

    /**
     * The rules for event types, all of which apply if their prefix matches. The event types of Nova are those of
     * versioned and unversioned notifications.
     */
    private static final List<Rule> RULES = List.of(
            Rule.ofServers(NOVA, "instance."),
            Rule.ofServers(NOVA, "compute.instance."),
            new Rule(NOVA, "instance.volume_", VOLUME),
            new Rule(NOVA, "compute.instance.volume.", VOLUME),
            new Rule(NOVA, "instance.interface_", PORT),
            new Rule(NOVA, "server_group.", SERVER_GROUP),
            new Rule(NOVA, "servergroup.", SERVER_GROUP),
            new Rule(NOVA, "flavor.", FLAVOR),
            new Rule(CINDER, "volume.", VOLUME),
            Rule.ofServers(CINDER, "volume.attach."),
            Rule.ofServers(CINDER, "volume.detach."),
            new Rule(CINDER, "volume.revert.", VOLUME_SNAPSHOT),
            new Rule(CINDER, "volume_type.", VOLUME_TYPE),
            new Rule(CINDER, "volume_type_project.", VOLUME_TYPE),
            new Rule(CINDER, "snapshot.", VOLUME_SNAPSHOT),
            // Backups and their restoration change the status of volumes.
            new Rule(CINDER, "backup.", VOLUME_BACKUP, VOLUME),
            new Rule(NEUTRON, "network.", NETWORK),
            new Rule(NEUTRON, "network.delete.", SUBNET),
            new Rule(NEUTRON, "subnet.", SUBNET, NETWORK),
            Rule.ofServers(NEUTRON, "port."),
            new Rule(NEUTRON, "port.", PORT),
            // Neutron disassociates the floating IPs of a deleted port without a notification.
            new Rule(NEUTRON, "port.delete.", FLOATING_IP),
            new Rule(NEUTRON, "router.", ROUTER),
            new Rule(NEUTRON, "router.interface.", PORT),
            Rule.ofServers(NEUTRON, "floatingip."),
            new Rule(NEUTRON, "floatingip.", FLOATING_IP),
            new Rule(NEUTRON, "address_group.", ADDRESS_GROUP),
            new Rule(NEUTRON, "security_group.", SECURITY_GROUP),
            new Rule(NEUTRON, "security_group_rule.", SECURITY_GROUP),
            // The payload names one resource, which is of one of these kinds or of another kind.
            new Rule(NEUTRON, "tag.", NETWORK, SUBNET, PORT, ROUTER, FLOATING_IP, SECURITY_GROUP),
            new Rule(GLANCE, "image.", IMAGE, IMAGE_MEMBER));

    /** Events that report no change: downloads of images, and statistics about volumes from Nova. */
    private static final Set<String> WITHOUT_CHANGE = Set.of("image.send", "volume.usage");

    /** Kinds whose lists can be so long that a changed resource is requested alone. */
    private static final Map<String, ResourceKind> NAMED =
            Map.of("port", PORT, "floatingip", FLOATING_IP, "volume", VOLUME, "snapshot", VOLUME_SNAPSHOT);

    /** Kinds by the collection that the payload of an event about tags contains. */
    private static final Map<String, ResourceKind> TAGGED = Map.of(
            "networks", NETWORK,
            "subnets", SUBNET,
            "ports", PORT,
            "routers", ROUTER,
            "floatingips", FLOATING_IP,
            "security_groups", SECURITY_GROUP);

    static boolean isAboutTags(String name) {
        return name.startsWith("tag.");
    }

    /** Returns the kind of the resources in Neutron's collection; null if Stackdeck does not read their tags. */
    static @Nullable ResourceKind findTaggedKind(@Nullable String collection) {
        return collection == null ? null : TAGGED.get(collection);
    }

    /** Returns the kind of the resource whose ID the payload of such events contains; null for other events. */
    static @Nullable ResourceKind findNamedKind(String name) {
        return NAMED.get(name.split("\\.", 2)[0]);
    }

    /** Returns the event type with the name; empty if such notifications report no change. */
    static Optional<NotificationEventType> find(String name) {
        List<Rule> rules =
                RULES.stream().filter(rule -> name.startsWith(rule.prefix)).toList();
        if (rules.isEmpty() || WITHOUT_CHANGE.contains(name) || isPeriodic(name)) {
            return Optional.empty();
        }
        Service service = rules.getFirst().service;
        // Neutron sends ".start" notifications before the change. Cinder's ".start" notifications report a status such
        // as "creating".
        if (service == NEUTRON && name.endsWith(".start")) {
            return Optional.empty();
        }
        return Optional.of(new NotificationEventType(
                service,
                rules.stream().anyMatch(Rule::namesServers),
                rules.stream().flatMap(rule -> rule.kinds.stream()).collect(Collectors.toSet())));
    }

    /** Returns whether services send the event for each resource once per audit period, even if it has not changed. */
    private static boolean isPeriodic(String name) {
        return name.endsWith(".exists");
    }
}
