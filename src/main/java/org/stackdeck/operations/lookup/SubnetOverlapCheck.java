package org.stackdeck.operations.lookup;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.InvalidActionParameterException.Reason;
import org.stackdeck.cloud.action.NewSubnet;
import org.stackdeck.cloud.resource.AddressRange;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;

/**
 * Compares the address ranges of new subnets with the subnets of the project. Neutron refuses an overlap only within a
 * network. In other networks, an overlap prevents a later connection by a router.
 */
final class SubnetOverlapCheck {

    private SubnetOverlapCheck() {}

    /**
     * Checks the subnets that the request creates.
     *
     * @param request with the ID of the network, if the request contains a network
     * @param visible loads the subnets that the user can see; other subnets must not be revealed
     * @throws InvalidActionParameterException if a new subnet overlaps a subnet of the same network, or a subnet of the
     *     project and the request does not allow this
     */
    static void check(NewResourceTarget place, ActionRequest request, Supplier<Stream<CloudResource>> visible) {
        List<NewSubnet> newSubnets = NewSubnet.of(request);
        if (newSubnets.isEmpty()) {
            return;
        }
        boolean allowed = request.value(ActionParameter.ALLOW_OVERLAP)
                .filter("true"::equals)
                .isPresent();
        Optional<String> network = request.value(ActionParameter.NETWORK);
        if (allowed && network.isEmpty()) {
            return;
        }
        visible.get().filter(subnet -> isInProject(subnet, place)).forEach(subnet -> {
            boolean inNetwork = network.isPresent() && subnet.text("network").equals(network);
            if (inNetwork || !allowed) {
                requireNoOverlap(
                        newSubnets, subnet, inNetwork ? Reason.OVERLAPS_IN_NETWORK : Reason.OVERLAPS_IN_PROJECT);
            }
        });
    }

    private static boolean isInProject(CloudResource subnet, NewResourceTarget place) {
        return subnet.cloud().equals(place.cloud())
                && subnet.project() != null
                && subnet.project().id().equals(place.project());
    }

    private static void requireNoOverlap(List<NewSubnet> newSubnets, CloudResource subnet, Reason reason) {
        String cidr = subnet.text("cidr").orElse("");
        Optional<AddressRange> range = AddressRange.parse(cidr);
        for (NewSubnet candidate : newSubnets) {
            if (range.filter(candidate.range()::overlaps).isPresent()) {
                throw candidate.invalid(
                        ActionParameter.CIDR,
                        reason,
                        subnet.name().isBlank() ? cidr : subnet.name() + " (" + cidr + ")");
            }
        }
    }
}
