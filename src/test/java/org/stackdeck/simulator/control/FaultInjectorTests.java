package org.stackdeck.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.simulator.SimulatorClient;
import org.stackdeck.simulator.SimulatorTestBase;
import tools.jackson.core.JacksonException;

class FaultInjectorTests extends SimulatorTestBase {

    private static final String SERVERS = "/compute/v2.1/servers";

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 409, 429, 500, 502, 503, 504})
    void statusFaultAppliesToItsServiceOnly(int status) {
        simulator.faults().add(SimulatedFault.status("compute", status));

        assertThat(member.get(SERVERS).status()).isEqualTo(status);
        assertThat(member.get("/image/v2/images").status()).isEqualTo(200);
        simulator.faults().clear();
        assertThat(member.get(SERVERS).status()).isEqualTo(200);
    }

    @Test
    void faultAppliesToTheGivenNumberOfRequests() {
        simulator
                .faults()
                .add(SimulatedFault.status("compute", 429).retryAfter(7).times(2));

        SimulatorClient.Answer first = member.get(SERVERS);
        assertThat(first.status()).isEqualTo(429);
        assertThat(first.header("Retry-After")).isEqualTo("7");
        assertThat(member.get(SERVERS).status()).isEqualTo(429);
        assertThat(member.get(SERVERS).status()).isEqualTo(200);
    }

    @Test
    void faultAppliesToItsPathAndMethodOnly() {
        simulator.faults().add(SimulatedFault.status("compute", 503).onlyFor("GET", "/detail"));

        assertThat(member.get(SERVERS).status()).isEqualTo(200);
        assertThat(member.get(SERVERS + "/detail").status()).isEqualTo(503);
    }

    @Test
    void faultReturnsHtmlOrTruncatedJson() {
        simulator
                .faults()
                .add(SimulatedFault.of("compute", SimulatedFault.Kind.NOT_JSON).times(1));
        SimulatorClient.Answer page = member.get(SERVERS);
        simulator.faults().add(SimulatedFault.of("compute", SimulatedFault.Kind.CUT_JSON));
        SimulatorClient.Answer half = member.get(SERVERS);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.raw().body()).startsWith("<html>");
        assertThatThrownBy(page::json).isInstanceOf(JacksonException.class);
        assertThat(half.raw().body()).startsWith("{\"servers\"");
        assertThatThrownBy(half::json).isInstanceOf(JacksonException.class);
    }

    @Test
    void faultClosesTheConnectionWithinTheBody() {
        simulator.faults().add(SimulatedFault.of("compute", SimulatedFault.Kind.BREAK_OFF));

        assertThatThrownBy(() -> member.get(SERVERS))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("bytes received");
    }

    @Test
    void faultAppliesToPagesAfterTheFirst() {
        simulator.faults().add(SimulatedFault.status("compute", 503).onlyFor("GET", "marker="));

        String first = member.get(SERVERS).json().at("/servers/0/id").asString();

        assertThat(member.get(SERVERS + "?marker=" + first).status()).isEqualTo(503);
    }

    @Test
    void stoppedCloudKeepsItsServersAndTokens() {
        simulator.stopListening();
        assertThatThrownBy(() -> member.get(SERVERS)).isInstanceOf(UncheckedIOException.class);

        simulator.resumeListening();

        assertThat(member.get(SERVERS).json().path("servers")).hasSize(3);
    }

    @Test
    void faultAfterTheEffectLosesOnlyTheResponse() {
        String id = simulator.servers().create("staff", "under-test");
        simulator
                .faults()
                .add(SimulatedFault.of("compute", SimulatedFault.Kind.HANG_UP)
                        .onlyFor("POST", "/action")
                        .afterEffect()
                        .times(1));

        assertThatThrownBy(() -> member.post(SERVERS + "/" + id + "/action", "{\"os-stop\": null}"))
                .isInstanceOf(UncheckedIOException.class);
        clock.advance(Duration.ofSeconds(1));

        assertThat(simulator.servers().status(id)).isEqualTo("SHUTOFF");
        assertThat(simulator.servers().actions(id)).isEqualTo(List.of("create", "stop"));
    }

    @Test
    void latencyFaultDelaysTheResponse() {
        simulator.faults().add(SimulatedFault.latency("compute", Duration.ofMillis(120)));
        long start = System.nanoTime();

        assertThat(member.get(SERVERS).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void requestLogContainsCountsAndProjects() {
        simulator.requests().clear();
        SimulatorClient research = SimulatorClient.as(simulator, "console", "console-secret", "research");
        member.get(SERVERS);
        research.get(SERVERS);

        assertThat(simulator.requests().counts()).containsEntry("compute", 2L).containsEntry("identity", 1L);
        assertThat(simulator.requests().newest())
                .filteredOn(r -> r.service().equals("compute"))
                .extracting(LoggedRequest::project)
                .containsExactly("staff", "research");
    }
}
