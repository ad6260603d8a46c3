package org.stackdeck.api.resources;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.api.error.ActionParameterErrorMapper;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.NewSubnet;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.ResourceKind;

/**
 * Request to create a resource. Each kind has its own fields; other resources are given by ID or unique name.
 *
 * @param cloud required only if several clouds have a project with this name or ID
 * @param project name or ID
 * @param diskFormat format of an image's data
 * @param containerFormat format of the file with an image's data; null for {@code bare}
 * @param visibility which projects can use an image; null for {@code private}
 * @param minDisk minimum root disk of servers of an image in GiB
 * @param minRam minimum RAM of servers of an image in MiB
 * @param size size of a volume in GiB
 * @param type volume type
 * @param image image from which a volume is created
 * @param snapshot snapshot from which a volume is created
 * @param volume volume that is copied to a new volume or image, or from which a snapshot or backup is created
 * @param backup backup from which a volume is created
 * @param incremental whether a backup contains only the changes since the latest backup of the volume; null for no
 * @param network network of a subnet or port; external network from which a floating IP is allocated, or to which a
 *     router connects
 * @param opens service that a new security group allows from all IPv4 addresses: ssh, http, https, rdp or ping; none
 *     (default) for no service
 * @param sourceGroup security group whose rules are copied to a new one
 * @param policy policy of a server group
 * @param newSubnets subnets of a network, in addition to the one in the following fields; at most 10
 * @param allowOverlap whether new subnets may overlap other subnets of the project; null for no
 * @param cidr address range of a subnet, or of a subnet of a network
 * @param gateway gateway address of a subnet; {@code none} for none, null for the first address of the range
 * @param dhcp whether a subnet has a DHCP server; null for yes
 * @param dns addresses of DNS servers
 * @param pools ranges of addresses that a subnet assigns, such as {@code 10.0.0.10-10.0.0.99}
 * @param hostRoutes routes that a subnet announces, such as {@code 10.2.0.0/16 via 10.0.0.5}
 * @param fixedIps addresses of a port; an empty list for none, null if Neutron selects them
 * @param securityGroups security groups of a port; an empty list for none, null for the default group
 * @param allowedAddressPairs additional source IP addresses that a port is allowed to use, each with a MAC address if
 *     it is not that of the port
 * @param portSecurityEnabled whether Neutron filters the traffic of a port; null for the setting of the network
 */
record NewResourceRequest(
        @Nullable String cloud,
        @Nullable String project,
        @Nullable String name,
        @Nullable String description,
        @Nullable String diskFormat,
        @Nullable String containerFormat,
        @Nullable String visibility,
        @Nullable Integer minDisk,
        @Nullable Integer minRam,
        @Nullable Integer size,
        @Nullable String type,
        @Nullable String image,
        @Nullable String snapshot,
        @Nullable String volume,
        @Nullable String backup,
        @Nullable Boolean incremental,
        @Nullable String network,
        @Nullable String opens,
        @Nullable String sourceGroup,
        @Nullable String policy,
        @JsonProperty("subnets") @Nullable List<@Nullable NewSubnetRequest> newSubnets,
        @Nullable Boolean allowOverlap,
        @Nullable String cidr,
        @Nullable String gateway,
        @Nullable Boolean dhcp,
        @Nullable List<@Nullable String> dns,
        @Nullable List<@Nullable String> pools,
        @Nullable List<@Nullable String> hostRoutes,
        @Nullable List<@Nullable String> fixedIps,
        @Nullable List<@Nullable String> securityGroups,
        @Nullable List<@Nullable String> allowedAddressPairs,
        @Nullable Boolean portSecurityEnabled) {

    private static final String SUBNETS = "subnets";
    private static final int MAX_SUBNETS = 10;

    /** @param kind a kind of resource that Stackdeck can create */
    ActionRequest toActionRequest(ResourceKind kind) {
        Map<ActionParameter, String> arguments = RequestFieldValidator.toArguments(this);
        // The project of the new resource is not an argument.
        arguments.remove(ActionParameter.PROJECT);
        ResourceAction creation = ResourceActionLookup.creationOf(kind).orElseThrow();
        if (newSubnets != null && !newSubnets.isEmpty()) {
            RequestFieldValidator.requireMaxSize(newSubnets, MAX_SUBNETS, SUBNETS);
            try {
                arguments.put(ActionParameter.SUBNETS, toText(newSubnets));
            } catch (InvalidActionParameterException e) {
                throw ActionParameterErrorMapper.toProblem(e, ActionRequest.of(creation));
            }
        }
        return ActionRequest.of(creation, arguments);
    }

    private static String toText(List<@Nullable NewSubnetRequest> subnets) {
        List<Map<ActionParameter, String>> values = new ArrayList<>();
        for (NewSubnetRequest subnet : subnets) {
            String field = SUBNETS + "[" + values.size() + "]";
            try {
                values.add(RequestFieldValidator.toArguments(RequestFieldValidator.require(subnet, field)));
            } catch (ProblemException e) {
                throw subnet == null ? e : e.inParent(field);
            }
        }
        return NewSubnet.toText(values);
    }

    /** Subnet of a new network. The fields are those of a new subnet. */
    record NewSubnetRequest(
            @Nullable String cidr,
            @Nullable String gateway,
            @Nullable Boolean dhcp,
            @Nullable List<@Nullable String> dns,
            @Nullable List<@Nullable String> pools,
            @Nullable List<@Nullable String> hostRoutes) {}
}
