package org.stackdeck.cloud.action;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.InvalidActionParameterException.Reason;
import org.stackdeck.cloud.resource.AddressRange;

/**
 * A subnet that a request creates. A request describes one subnet by separate parameters, and additional subnets in
 * {@link ActionParameter#SUBNETS}, with the same parameters: {@code cidr=10.0.0.0/24; dns=192.0.2.1,192.0.2.2 |
 * cidr=2001:db8::/64; gateway=none}.
 *
 * @param index index in {@code SUBNETS}; null for the subnet of the request's own parameters
 */
public record NewSubnet(@Nullable Integer index, Map<ActionParameter, String> values) {

    /** The parameters of a subnet. */
    public static final List<ActionParameter> PARAMETERS = List.of(
            ActionParameter.CIDR,
            ActionParameter.GATEWAY,
            ActionParameter.DHCP,
            ActionParameter.DNS,
            ActionParameter.POOLS,
            ActionParameter.HOST_ROUTES);

    /** Options that require a subnet. {@code DHCP} is not included, because the UI always sends it. */
    private static final Set<ActionParameter> OPTIONS =
            Set.of(ActionParameter.GATEWAY, ActionParameter.DNS, ActionParameter.POOLS, ActionParameter.HOST_ROUTES);

    /** Maximum total length of the values in UTF-16 units. The database stores 4,000 units of all parameters. */
    private static final int MAX_LENGTH = 2500;

    /** Returns whether the request describes subnets to create. */
    static boolean isIn(ActionRequest request) {
        return request.action() instanceof ResourceAction action
                && action.isCreation()
                && (request.arguments().containsKey(ActionParameter.CIDR)
                        || request.arguments().containsKey(ActionParameter.SUBNETS));
    }

    /**
     * Returns the subnets that the request creates.
     *
     * @throws InvalidActionParameterException if {@code SUBNETS} is malformed
     */
    public static List<NewSubnet> of(ActionRequest request) {
        if (!isIn(request)) {
            return List.of();
        }
        List<NewSubnet> subnets = new ArrayList<>();
        Map<ActionParameter, String> own = new EnumMap<>(ActionParameter.class);
        PARAMETERS.forEach(parameter -> request.value(parameter).ifPresent(value -> own.put(parameter, value)));
        if (own.containsKey(ActionParameter.CIDR)) {
            subnets.add(new NewSubnet(null, own));
        }
        request.value(ActionParameter.SUBNETS).ifPresent(text -> {
            String[] further = text.split("\\|", -1);
            for (int i = 0; i < further.length; i++) {
                subnets.add(new NewSubnet(i, parse(further[i])));
            }
        });
        return subnets;
    }

    private static Map<ActionParameter, String> parse(String text) {
        Map<ActionParameter, String> values = new EnumMap<>(ActionParameter.class);
        for (String attribute : text.split(";", -1)) {
            int end = attribute.indexOf('=');
            ActionParameter parameter = Optional.of(end)
                    .filter(position -> position > 0)
                    .flatMap(position -> ActionParameter.fromCode(
                            attribute.substring(0, position).strip()))
                    .filter(PARAMETERS::contains)
                    .orElseThrow(() -> new InvalidActionParameterException(ActionParameter.SUBNETS, Reason.MALFORMED));
            values.put(parameter, attribute.substring(end + 1).strip());
        }
        return values;
    }

    /**
     * Returns the subnets as a value of {@code SUBNETS}.
     *
     * @param subnets the values of the parameters of each subnet; not empty
     * @throws InvalidActionParameterException if a value is malformed
     */
    public static String toText(List<Map<ActionParameter, String>> subnets) {
        for (int i = 0; i < subnets.size(); i++) {
            new NewSubnet(i, subnets.get(i)).range();
        }
        return subnets.stream()
                .map(values -> PARAMETERS.stream()
                        .filter(values::containsKey)
                        .map(parameter -> parameter.code() + "=" + values.get(parameter))
                        .collect(Collectors.joining("; ")))
                .collect(Collectors.joining(" | "));
    }

    /**
     * Validates the subnets of a request that creates a network or subnet.
     *
     * @throws InvalidActionParameterException if a value is missing or malformed, or if two of the subnets overlap
     */
    static void validate(ActionRequest request) {
        List<NewSubnet> subnets = of(request);
        if (request.action().parameters().contains(ActionParameter.CIDR)
                && !request.arguments().containsKey(ActionParameter.CIDR)
                && OPTIONS.stream().anyMatch(request.arguments()::containsKey)) {
            throw new InvalidActionParameterException(ActionParameter.CIDR, Reason.MISSING);
        }
        int length = Stream.concat(PARAMETERS.stream(), Stream.of(ActionParameter.SUBNETS))
                .flatMap(parameter -> request.value(parameter).stream())
                .mapToInt(String::length)
                .sum();
        if (length > MAX_LENGTH) {
            throw new InvalidActionParameterException(ActionParameter.SUBNETS, Reason.MALFORMED);
        }
        for (int i = 0; i < subnets.size(); i++) {
            NewSubnet subnet = subnets.get(i);
            AddressRange range = subnet.range();
            for (NewSubnet other : subnets.subList(0, i)) {
                if (range.overlaps(other.range())) {
                    throw subnet.invalid(ActionParameter.CIDR, Reason.OVERLAPS_IN_NETWORK, other.cidr());
                }
            }
        }
    }

    /**
     * Returns the address range.
     *
     * @throws InvalidActionParameterException if a value is missing or malformed
     */
    public AddressRange range() {
        values.forEach((parameter, value) -> {
            if (!parameter.accepts(value)) {
                throw invalid(parameter, Reason.MALFORMED, null);
            }
        });
        if (!values.containsKey(ActionParameter.CIDR)) {
            throw invalid(ActionParameter.CIDR, Reason.MISSING, null);
        }
        return AddressRange.parse(cidr()).orElseThrow(() -> invalid(ActionParameter.CIDR, Reason.MALFORMED, null));
    }

    /** Returns the address range in CIDR notation; an empty string if there is none. */
    public String cidr() {
        return values.getOrDefault(ActionParameter.CIDR, "");
    }

    /** Returns the request that creates the subnet in a network. */
    public ActionRequest toRequest(String network) {
        return ActionRequest.of(ResourceAction.CREATE_SUBNET, values).with(ActionParameter.NETWORK, network);
    }

    /** @param detail what the value overlaps; null for other reasons */
    public InvalidActionParameterException invalid(ActionParameter parameter, Reason reason, @Nullable String detail) {
        return index == null
                ? new InvalidActionParameterException(parameter, reason, parameter.code(), detail)
                : new InvalidActionParameterException(
                        ActionParameter.SUBNETS,
                        reason,
                        ActionParameter.SUBNETS.code() + "[" + index + "]." + parameter.code(),
                        detail);
    }
}
