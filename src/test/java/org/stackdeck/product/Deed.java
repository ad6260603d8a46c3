package org.stackdeck.product;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Action on a server, and how its execution is verified in Nova.
 *
 * @param word code of the action in Stackdeck
 * @param parameters further parameters
 * @param proof evidence in Nova
 */
record Deed(String word, Map<String, String> parameters, Proof proof) {

    /** Evidence in Nova. */
    sealed interface Proof {

        /** An instance action of this kind. */
        record Recorded(String kind) implements Proof {}

        /** For changes without an instance action: the changed value itself. */
        @FunctionalInterface
        non-sealed interface Written extends Proof {
            boolean stands(Nova nova, String server);
        }
    }

    /**
     * Actions that are useful for a server with this status.
     *
     * @param name different at each call
     */
    static List<Deed> possible(Nova nova, String server, String status, String name) {
        return switch (status) {
            case "ACTIVE" ->
                Stream.concat(
                                Stream.of(
                                        recorded("stop", "stop"),
                                        recorded("reboot", "reboot"),
                                        recorded("hard-reboot", "reboot"),
                                        recorded("pause", "pause"),
                                        recorded("suspend", "suspend"),
                                        recorded("shelve", "shelve"),
                                        recorded("rescue", "rescue"),
                                        snapshot(name)),
                                Stream.concat(written(name), resize(nova, server)))
                        .toList();
            case "SHUTOFF" ->
                Stream.concat(
                                Stream.of(
                                        recorded("start", "start"), recorded("hard-reboot", "reboot"), snapshot(name)),
                                written(name))
                        .toList();
            case "PAUSED" -> List.of(recorded("unpause", "unpause"));
            case "SUSPENDED" -> List.of(recorded("resume", "resume"));
            case "SHELVED", "SHELVED_OFFLOADED" -> List.of(recorded("unshelve", "unshelve"));
            case "RESCUE" -> List.of(recorded("unrescue", "unrescue"));
            case "VERIFY_RESIZE" ->
                List.of(recorded("revert-resize", "revertResize"), recorded("confirm-resize", "confirmResize"));
            default -> List.of();
        };
    }

    private static Deed recorded(String word, String kind) {
        return new Deed(word, Map.of(), new Proof.Recorded(kind));
    }

    private static Deed snapshot(String name) {
        return new Deed("snapshot", Map.of("name", name), new Proof.Recorded("createImage"));
    }

    /** Empty if the server has the largest flavor. */
    private static Stream<Deed> resize(Nova nova, String server) {
        Optional<String> larger = nova.larger(server);
        return larger
                .map(flavor -> new Deed("resize", Map.of("flavor", flavor), new Proof.Recorded("resize")))
                .stream();
    }

    private static Stream<Deed> written(String name) {
        return Stream.of(
                written(
                        "rename",
                        Map.of("name", name),
                        (nova, server) -> nova.name(server).equals(name)),
                written(
                        "add-tag",
                        Map.of("tag", name),
                        (nova, server) -> nova.tags(server).contains(name)),
                written(
                        "set-metadata",
                        Map.of("key", name, "value", "1"),
                        (nova, server) -> nova.metadata(server).contains(name)));
    }

    private static Deed written(String word, Map<String, String> parameters, Proof.Written proof) {
        return new Deed(word, parameters, proof);
    }
}
