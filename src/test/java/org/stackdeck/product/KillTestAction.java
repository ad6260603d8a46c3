package org.stackdeck.product;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Action on a server, with the evidence in Nova that it was executed.
 *
 * @param action code of the action in Stackdeck
 * @param parameters other fields of the request body
 * @param proof evidence in Nova
 */
record KillTestAction(String action, Map<String, String> parameters, Proof proof) {

    /** Evidence in Nova that an action was executed. */
    sealed interface Proof {

        /** Evidence by an instance action of this kind. */
        record Recorded(String kind) implements Proof {}

        /** Evidence for a change without an instance action: the changed value. */
        @FunctionalInterface
        non-sealed interface Written extends Proof {
            boolean stands(TestNovaClient testNovaClient, String server);
        }
    }

    /**
     * Returns actions that are possible for a server with this status; empty for other statuses.
     *
     * @param name must be different in each call
     */
    static List<KillTestAction> possibleActions(
            TestNovaClient testNovaClient, String server, String status, String name) {
        return switch (status) {
            case "ACTIVE" ->
                Stream.concat(
                                Stream.of(
                                        recordedAction("stop", "stop"),
                                        recordedAction("reboot", "reboot"),
                                        recordedAction("hard-reboot", "reboot"),
                                        recordedAction("pause", "pause"),
                                        recordedAction("suspend", "suspend"),
                                        recordedAction("shelve", "shelve"),
                                        recordedAction("rescue", "rescue"),
                                        snapshot(name)),
                                Stream.concat(metadataAction(name), resize(testNovaClient, server)))
                        .toList();
            case "SHUTOFF" ->
                Stream.concat(
                                Stream.of(
                                        recordedAction("start", "start"),
                                        recordedAction("hard-reboot", "reboot"),
                                        snapshot(name)),
                                metadataAction(name))
                        .toList();
            case "PAUSED" -> List.of(recordedAction("unpause", "unpause"));
            case "SUSPENDED" -> List.of(recordedAction("resume", "resume"));
            case "SHELVED", "SHELVED_OFFLOADED" -> List.of(recordedAction("unshelve", "unshelve"));
            case "RESCUE" -> List.of(recordedAction("unrescue", "unrescue"));
            case "VERIFY_RESIZE" ->
                List.of(
                        recordedAction("revert-resize", "revertResize"),
                        recordedAction("confirm-resize", "confirmResize"));
            default -> List.of();
        };
    }

    private static KillTestAction recordedAction(String word, String kind) {
        return new KillTestAction(word, Map.of(), new Proof.Recorded(kind));
    }

    private static KillTestAction snapshot(String name) {
        return new KillTestAction("snapshot", Map.of("name", name), new Proof.Recorded("createImage"));
    }

    /** Returns a resize to the next larger flavor; empty if there is none. */
    private static Stream<KillTestAction> resize(TestNovaClient testNovaClient, String server) {
        Optional<String> larger = testNovaClient.findLargerFlavor(server);
        return larger
                .map(flavor -> new KillTestAction("resize", Map.of("flavor", flavor), new Proof.Recorded("resize")))
                .stream();
    }

    private static Stream<KillTestAction> metadataAction(String name) {
        return Stream.of(
                metadataAction(
                        "rename",
                        Map.of("name", name),
                        (testNovaClient, server) -> testNovaClient.name(server).equals(name)),
                metadataAction(
                        "add-tag",
                        Map.of("tag", name),
                        (testNovaClient, server) -> testNovaClient.tags(server).contains(name)),
                metadataAction(
                        "set-metadata",
                        Map.of("key", name, "value", "1"),
                        (testNovaClient, server) ->
                                testNovaClient.metadata(server).contains(name)));
    }

    private static KillTestAction metadataAction(String word, Map<String, String> parameters, Proof.Written proof) {
        return new KillTestAction(word, parameters, proof);
    }
}
