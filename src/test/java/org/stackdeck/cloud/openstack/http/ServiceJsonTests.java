package org.stackdeck.cloud.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.CloudException;

class ServiceJsonTests {

    record Body(String id, int size) {}

    @Test
    void valueAtAPointerIsRead() {
        ServiceResponse response = response("""
                {"links": [{"volume": {"id": "other"}}], "volume": {"id": "v1", "size": 2, "unknown": [1]}, "next": null}""");

        assertThat(ServiceJson.readAt(response, "/volume", Body.class)).isEqualTo(new Body("v1", 2));
        assertThat(ServiceJson.readAt(response, "/volume/id", String.class)).isEqualTo("v1");
    }

    @Test
    void listAtAPointerIsRead() {
        ServiceResponse response = response(
                "{\"volumes_links\": [{\"rel\": \"next\"}], \"volumes\": [{\"id\": \"v1\"}, {\"id\": \"v2\"}]}");

        assertThat(ServiceJson.readListAt(response, "/volumes", Body.class))
                .containsExactly(new Body("v1", 0), new Body("v2", 0));
        assertThat(ServiceJson.readListAt(response("{\"volumes\": []}"), "/volumes", Body.class))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no JSON", "[]", "{}", "{\"volume\": null}", "{\"volume\": \"v1\"}", "{\"volume\": {\"id\": "
            })
    void missingOrOtherValueAtAPointerIsUnintelligible(String body) {
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> ServiceJson.readAt(response(body), "/volume", Body.class))
                .satisfies(e -> assertThat(e.category()).isEqualTo(CloudException.Category.UNINTELLIGIBLE));
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> ServiceJson.readListAt(response(body), "/volume", Body.class))
                .satisfies(e -> assertThat(e.category()).isEqualTo(CloudException.Category.UNINTELLIGIBLE));
    }

    private static ServiceResponse response(String body) {
        return new ServiceResponse(
                200, HttpHeaders.of(Map.of(), (_, _) -> true), body.getBytes(StandardCharsets.UTF_8));
    }
}
