package org.stackdeck.simulator.neutron;

import java.util.Map;
import org.stackdeck.simulator.http.ApiException;

/** Error with the name of Neutron's exception. The response contains this name. */
final class NeutronException extends ApiException {

    private static final Map<String, String> KIND = Map.of(
            "networks", "Network",
            "subnets", "Subnet",
            "ports", "Port",
            "routers", "Router",
            "floatingips", "FloatingIP",
            "address-groups", "AddressGroup",
            "security-groups", "SecurityGroup",
            "security-group-rules", "SecurityGroupRule");

    private static final long serialVersionUID = 1L;

    private final String type;

    NeutronException(int status, String type, String text) {
        super(status, text);
        this.type = type;
    }

    String type() {
        return type;
    }

    /** Creates the error for an object that does not exist or that the token cannot see. */
    static NeutronException notFound(String collection, String id) {
        String kind = KIND.getOrDefault(collection, "Resource");
        return switch (collection) {
            case "floatingips" ->
                new NeutronException(404, kind + "NotFound", "Floating IP " + id + " could not be found");
            case "address-groups" ->
                new NeutronException(404, kind + "NotFound", "Address group " + id + " could not be found.");
            case "security-groups" ->
                new NeutronException(404, kind + "NotFound", "Security group " + id + " does not exist");
            case "security-group-rules" ->
                new NeutronException(404, kind + "NotFound", "Security group rule " + id + " does not exist");
            case "rbac-policies" ->
                new NeutronException(
                        404, "RbacPolicyNotFound", "RBAC policy of type unknown with ID " + id + " not found");
            default -> new NeutronException(404, kind + "NotFound", kind + " " + id + " could not be found.");
        };
    }
}
