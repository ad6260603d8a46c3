package org.stackdeck.ui.resources;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRule;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.resources.ResourceUpdates.ResourcePageData;

/**
 * Resources of one kind that refer to another resource. Contains only resources that the viewer can see.
 *
 * @param resources ordered by name
 */
record ReferringResources(ResourceKind kind, List<CloudResource> resources) {

    /**
     * For a kind, the kind whose resources use it without their own field, because Neutron connects them by ports.
     */
    private static final Map<ResourceKind, ResourceKind> CONNECTED = Map.of(
            ResourceKind.NETWORK, ResourceKind.ROUTER,
            ResourceKind.SUBNET, ResourceKind.ROUTER,
            ResourceKind.ROUTER, ResourceKind.SUBNET);

    /** Returns the kinds whose resources can use resources of this kind, and the kinds that connect them. */
    static Set<ResourceKind> kindsReferringTo(ResourceKind kind) {
        return Stream.concat(
                        Stream.ofNullable(CONNECTED.get(kind)),
                        Arrays.stream(ResourceKind.values())
                                .filter(other -> canReferByRules(other, kind)
                                        || other.fields().stream().anyMatch(field -> refersTo(field, kind))))
                .collect(Collectors.toSet());
    }

    /**
     * Returns the visible resources that refer to the resource or are connected to it by ports, grouped by kind. Omits
     * kinds without such resources, and resources to which the resource itself refers, because its fields show them.
     */
    static List<ReferringResources> of(CloudResource resource, ResourcePageData data) {
        List<ReferringResources> usages = new ArrayList<>();
        Set<String> connected = connected(resource, data.of(ResourceKind.PORT).resources());
        for (ResourceKind kind : ResourceKind.values()) {
            List<CloudResource> resources = data.of(kind).resources().stream()
                    .filter(other -> refersTo(other, resource)
                            || refersByRules(other, resource)
                            || (kind == CONNECTED.get(resource.kind())
                                    && other.cloud().equals(resource.cloud())
                                    && connected.contains(other.id())))
                    .filter(other -> !refersTo(resource, other))
                    .toList();
            if (!resources.isEmpty()) {
                usages.add(new ReferringResources(kind, resources));
            }
        }
        return usages;
    }

    /**
     * Returns the IDs of the routers with ports in a network or subnet, or of the subnets with interfaces of a router.
     */
    private static Set<String> connected(CloudResource resource, List<CloudResource> ports) {
        Stream<String> ids = switch (resource.kind()) {
            case NETWORK, SUBNET ->
                ports.stream()
                        .filter(port -> refersTo(port, resource))
                        .flatMap(port -> port.text(CloudResource.ROUTER).stream());
            case ROUTER ->
                ports.stream()
                        .filter(port -> port.isRouterInterface() && refersTo(port, resource))
                        .flatMap(port -> port.texts("subnets").stream());
            default -> Stream.empty();
        };
        return ids.collect(Collectors.toSet());
    }

    /**
     * Returns whether the server was created from the image, or has the flavor, of which Nova reports only the name.
     */
    static boolean isCreatedFrom(Server server, CloudResource resource) {
        return server.cloud().equals(resource.cloud())
                && switch (resource.kind()) {
                    case IMAGE -> server.image() != null && server.image().id().equals(resource.id());
                    case FLAVOR -> server.flavor().name().equals(resource.name());
                    default -> false;
                };
    }

    private static boolean refersTo(CloudResource other, CloudResource resource) {
        return other.cloud().equals(resource.cloud())
                && other.kind().fields().stream()
                        .filter(field -> refersTo(field, resource.kind()))
                        .anyMatch(field -> field.type() == ResourceField.Type.TEXTS
                                ? other.texts(field.code()).contains(resource.id())
                                : other.text(field.code())
                                        .filter(resource.id()::equals)
                                        .isPresent());
    }

    private static boolean canReferByRules(ResourceKind other, ResourceKind kind) {
        return other == ResourceKind.SECURITY_GROUP
                && (kind == ResourceKind.SECURITY_GROUP || kind == ResourceKind.ADDRESS_GROUP);
    }

    /** Returns whether rules of another security group allow the members of the security group or address group. */
    private static boolean refersByRules(CloudResource other, CloudResource resource) {
        String remote = resource.kind() == ResourceKind.ADDRESS_GROUP
                ? SecurityRule.ADDRESS_GROUP + resource.id()
                : resource.id();
        return canReferByRules(other.kind(), resource.kind())
                && other.cloud().equals(resource.cloud())
                && !other.id().equals(resource.id())
                && other.texts("rules").stream()
                        .flatMap(rule -> SecurityRule.parse(rule).stream())
                        .anyMatch(rule -> remote.equals(rule.remote()));
    }

    private static boolean refersTo(ResourceField field, ResourceKind kind) {
        return kind.code().equals(field.target());
    }
}
