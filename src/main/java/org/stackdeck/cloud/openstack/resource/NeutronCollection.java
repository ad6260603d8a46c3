package org.stackdeck.cloud.openstack.resource;

import org.stackdeck.cloud.openstack.http.ServiceRequest;
import org.stackdeck.cloud.resource.ResourceKind;

/**
 * A collection of resources in the Networking API v2.0.
 *
 * @param name name of one resource in bodies, such as {@code security_group}; the names of lists and paths derive from
 *     it
 * @param body record of the fields that Stackdeck reads
 */
record NeutronCollection(String name, Class<? extends Body> body) {

    /** A resource in a response. */
    interface Body {

        CloudResourceBuilder toResource();
    }

    static NeutronCollection of(ResourceKind kind) {
        return switch (kind) {
            case NETWORK -> new NeutronCollection("network", NeutronDtos.NetworkBody.class);
            case SUBNET -> new NeutronCollection("subnet", NeutronDtos.SubnetBody.class);
            case PORT -> new NeutronCollection("port", NeutronDtos.PortBody.class);
            case ROUTER -> new NeutronCollection("router", NeutronDtos.RouterBody.class);
            case FLOATING_IP -> new NeutronCollection("floatingip", NeutronDtos.FloatingIpBody.class);
            case SECURITY_GROUP -> new NeutronCollection("security_group", SecurityGroupDtos.SecurityGroupBody.class);
            case ADDRESS_GROUP -> new NeutronCollection("address_group", SecurityGroupDtos.AddressGroupBody.class);
            default -> throw new IllegalArgumentException("Neutron has no resources of kind " + kind);
        };
    }

    String path() {
        return "/v2.0/" + name.replace('_', '-') + "s";
    }

    String path(String id) {
        return path() + "/" + ServiceRequest.encodePathSegment(id);
    }

    /** Returns the JSON Pointer of one resource in a response. */
    String pointer() {
        return "/" + name;
    }

    /** Returns the JSON Pointer of the list of resources in a response. */
    String listPointer() {
        return pointer() + "s";
    }
}
