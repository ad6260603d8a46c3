package org.stackdeck.ui.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class UserActivityDetectorTests {

    @Test
    void openingAPageIsUserActivity() {
        assertThat(byPerson(request("GET", "/servers"))).isTrue();
    }

    @Test
    void submittingAFormIsUserActivity() {
        assertThat(byPerson(request("POST", "/password"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rpc\":[{\"type\":\"event\",\"node\":7,\"event\":\"click\",\"data\":{}}]}",
                "{\"rpc\":[{\"type\":\"mSync\",\"node\":7},{\"type\":\"event\",\"node\":7,\"event\":\"value-changed\"}]}",
                "{\"rpc\":[{\"type\":\"event\",\"node\":1,\"event\":\"ui-navigate\"}]}"
            })
    void eventInAPageIsUserActivity(String message) {
        assertThat(byPerson(within("uidl", message))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rpc\":[]}",
                "{\"rpc\":[{\"type\":\"event\",\"node\":1,\"event\":\"ui-poll\"}]}",
                "{\"rpc\":[{\"type\":\"event\",\"node\":9,\"event\":\"opened-changed\"}]}",
                "{\"rpc\":[{\"type\":\"publishedEventHandler\",\"node\":9,\"templateEventMethodName\":\"confirmUpdate\"}]}",
                "{\"rpc\":[{\"type\":\"channel\",\"channel\":0,\"args\":[1]}]}",
                "{\"rpc\":[{\"type\":\"mSync\",\"node\":7}]}",
                "no message at all"
            })
    void automaticMessagesOfAPageAreNoUserActivity(String message) {
        assertThat(byPerson(within("uidl", message))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"heartbeat", "push", "init"})
    void connectionKeepAliveIsNoUserActivity(String type) {
        assertThat(byPerson(within(type, "{\"rpc\":[{\"type\":\"event\",\"event\":\"click\"}]}")))
                .isFalse();
    }

    @Test
    void filesAndAvailabilityChecksAreNoUserActivity() {
        assertThat(byPerson(request("GET", "/frontend/css/base.css"))).isFalse();
        assertThat(byPerson(request("GET", "/VAADIN/push"))).isFalse();
        assertThat(byPerson(request("HEAD", "/servers"))).isFalse();
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        return request;
    }

    private static MockHttpServletRequest within(String type, String message) {
        MockHttpServletRequest request = request("POST", "/");
        request.addParameter("v-r", type);
        request.setContent(message.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private static boolean byPerson(MockHttpServletRequest request) {
        UserActivityDetector detector = UserActivityDetector.of(request);
        try {
            detector.request().getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return detector.isByUser();
    }
}
