package org.stackdeck.ui.vaadin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

class RpcCallLimitsTests {

    private static final String SAME = "a message of a page has more than 20 calls to the same listener";

    @Test
    void callsToDifferentListenersAreKept() {
        ArrayNode calls = calls(45, number -> "{'type':'event','node':%d,'event':'resize'}".formatted(number));

        assertThat(RpcCallLimits.removeExcess(calls)).isEmpty();
        assertThat(calls).hasSize(45);
    }

    /** Flow ignores members that do not belong to the type of the call, so they must not make calls different. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'event','node':5,'event':'keydown','property':'%d'}",
                "{'type':'event','node':5,'event':'keydown','channel':%d}",
                "{'type':'event','node':5,'event':'keydown','templateEventMethodName':'setViewportRange','x':%d}",
                "{'type':'publishedEventHandler','node':5,'templateEventMethodName':'sort','property':'%d'}",
                "{'type':'channel','node':5,'channel':2,'event':'%d'}"
            })
    void otherMembersOfACallDoNotMakeItDifferent(String call) {
        ArrayNode calls = calls(25, call::formatted);

        assertThat(RpcCallLimits.removeExcess(calls)).containsExactly(SAME);
        assertThat(calls).hasSize(20);
    }

    /** A browser collects a value for each key that the user presses while a response is pending. */
    @Test
    void theLastValuesOfAPropertyAreKept() {
        ArrayNode calls = calls(
                25,
                number -> "{'type':'mSync','node':5,'property':'value','value':'%d','event':'e%<d'}".formatted(number));

        assertThat(RpcCallLimits.removeExcess(calls)).isEmpty();
        assertThat(calls)
                .extracting(call -> call.path("value").asString(""))
                .containsExactlyElementsOf(
                        IntStream.range(5, 25).mapToObj(String::valueOf).toList());
    }

    @Test
    void callsOfScrollingAreNotRepeatedCalls() {
        ArrayNode calls = calls(
                25,
                number -> "{'type':'publishedEventHandler','node':5,'templateEventMethodName':'setViewportRange',"
                        + "'templateEventMethodArgs':[%d,50]}".formatted(number));

        assertThat(RpcCallLimits.removeExcess(calls)).isEmpty();
        assertThat(calls).hasSize(25);
    }

    private static ArrayNode calls(int number, IntFunction<String> call) {
        JsonMapper json = JsonMapper.shared();
        ArrayNode calls = json.createArrayNode();
        IntStream.range(0, number)
                .mapToObj(call)
                .map(text -> json.readTree(text.replace('\'', '"')))
                .forEach(calls::add);
        return calls;
    }
}
