package org.stackdeck.cloud;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** A server action with its arguments. {@link #toString} omits secrets. */
public record Order(ServerAction action, Map<ActionParameter, Argument> arguments) {

    public Order {
        arguments = arguments.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(arguments));
    }

    public static Order of(ServerAction action) {
        return new Order(action, Map.of());
    }

    public Order with(ActionParameter parameter, String value) {
        return with(parameter, new Argument(value, null));
    }

    public Order with(ActionParameter parameter, Argument argument) {
        Map<ActionParameter, Argument> more = new EnumMap<>(ActionParameter.class);
        more.putAll(arguments);
        more.put(parameter, argument);
        return new Order(action, more);
    }

    public Optional<String> value(ActionParameter parameter) {
        return Optional.ofNullable(arguments.get(parameter)).map(Argument::value);
    }

    /** The value of a required parameter. */
    public String required(ActionParameter parameter) {
        return value(parameter)
                .orElseThrow(() -> new UnsuitableOrderException(parameter, UnsuitableOrderException.Why.MISSING));
    }

    /** A copy without resource names, so that the ids are looked up again: a resource may have been replaced since. */
    public Order unresolved() {
        Map<ActionParameter, Argument> some = new EnumMap<>(ActionParameter.class);
        arguments.forEach((parameter, argument) -> some.put(
                parameter,
                parameter.kind() == ActionParameter.Kind.CHOICE ? new Argument(argument.value(), null) : argument));
        return new Order(action, some);
    }

    /** Returns whether an argument still has to be resolved in the cloud. */
    public boolean looksUp() {
        return arguments.entrySet().stream()
                .anyMatch(one -> one.getKey().kind() == ActionParameter.Kind.CHOICE
                        && one.getValue().name() == null);
    }

    public Order withoutSecrets() {
        return only((parameter, argument) -> !parameter.secret());
    }

    public Order secrets() {
        return only((parameter, argument) -> parameter.secret());
    }

    /** Adds the arguments of another request. */
    public Order and(Order other) {
        Order both = this;
        for (var argument : other.arguments.entrySet()) {
            both = both.with(argument.getKey(), argument.getValue());
        }
        return both;
    }

    private Order only(BiPredicate<ActionParameter, Argument> wanted) {
        Map<ActionParameter, Argument> some = new EnumMap<>(ActionParameter.class);
        arguments.forEach((parameter, argument) -> {
            if (wanted.test(parameter, argument)) {
                some.put(parameter, argument);
            }
        });
        return new Order(action, some);
    }

    /**
     * @throws UnsuitableOrderException for the first parameter that is missing, unknown to the action, malformed or
     *     reserved
     */
    public void check() {
        for (ActionParameter parameter : arguments.keySet()) {
            if (!action.parameters().contains(parameter)) {
                throw new UnsuitableOrderException(parameter, UnsuitableOrderException.Why.UNKNOWN);
            }
        }
        for (ActionParameter parameter : action.parameters()) {
            String value = value(parameter).orElse(null);
            if (value == null) {
                if (action.required().contains(parameter)) {
                    throw new UnsuitableOrderException(parameter, UnsuitableOrderException.Why.MISSING);
                }
            } else if (!parameter.suits(value)) {
                throw new UnsuitableOrderException(parameter, UnsuitableOrderException.Why.MALFORMED);
            } else if (parameter == ActionParameter.KEY && ReservedMetadata.contains(value)) {
                throw new UnsuitableOrderException(parameter, UnsuitableOrderException.Why.RESERVED);
            }
        }
    }

    @Override
    public String toString() {
        return arguments.entrySet().stream()
                .map(one -> one.getKey().word() + "="
                        + (one.getKey().secret() ? "…" : one.getValue().value()))
                .collect(Collectors.joining(" ", action.word() + "(", ")"));
    }
}
