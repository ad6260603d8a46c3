package org.stackdeck.cloud.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.action.InvalidActionParameterException.Reason;
import org.stackdeck.cloud.openstack.http.ServiceRequest;

class ActionParameterTests {

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void dotSegmentsAreRefusedAsTagAndKeyAndInPaths(String segment) {
        assertThat(ActionParameter.TAG.accepts(segment)).isFalse();
        assertThat(ActionParameter.KEY.accepts(segment)).isFalse();
        assertThatThrownBy(() -> ActionRequest.of(ServerAction.REMOVE_METADATA)
                        .with(ActionParameter.KEY, segment)
                        .validate())
                .isInstanceOfSatisfying(
                        InvalidActionParameterException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.DOT_SEGMENT));
        assertThatThrownBy(() -> ServiceRequest.encodePathSegment(segment))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.REFUSED));
    }

    @Test
    void otherTextsWithDotsAreAccepted() {
        for (String text : new String[] {"...", ".a", "a.", "..a", "a..b"}) {
            assertThat(ActionParameter.TAG.accepts(text)).isTrue();
            assertThat(ActionParameter.KEY.accepts(text)).isTrue();
            assertThat(ServiceRequest.encodePathSegment(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u202ename", "na\u200bme", "na\u2028me", "na\u0085me", "name\ud800", "\u3164", "\u00a0", " "})
    void invisibleCharactersAreRefusedInNames(String name) {
        assertThat(ActionParameter.NAME.accepts(name)).isFalse();
        assertThat(ActionParameter.TAG.accepts(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-1", "名字", "naïve name", "a\u3164b", "\ud83d\ude80"})
    void printableNamesAreAccepted(String name) {
        assertThat(ActionParameter.NAME.accepts(name)).isTrue();
        assertThat(ActionParameter.TAG.accepts(name)).isTrue();
    }

    /**
     * Stackdeck parses requests before it checks permissions, so patterns must not take quadratic or exponential time.
     */
    @ParameterizedTest
    @ValueSource(strings = {" ", "a ", "a  ", "a, ", " ,", "a,  b ", "1 via 1,", "1 via 1 , ", "\u00a0", "a\u3164"})
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void timeIsProportionalToTheLengthOfTheValue(String unit) {
        ActionRequest request = ActionRequest.of(ServerAction.RENAME);
        for (ActionParameter parameter : ActionParameter.values()) {
            String longest = unit.repeat(parameter.maxLength()).substring(0, parameter.maxLength() - 1);
            assertThat(parameter.accepts(longest + "\u0007"))
                    .as("%s", parameter)
                    .isFalse();
            request = request.with(parameter, "x" + unit.repeat(300_000) + "x");
        }
        assertThat(request.value(ActionParameter.NAME)).get().asString().endsWith("x");
    }

    @Test
    void listsHaveItemsBetweenCommas() {
        assertThat(ActionParameter.DNS.accepts("192.0.2.53, 192.0.2.54")).isTrue();
        assertThat(ActionParameter.ALLOWED_ADDRESS_PAIRS.accepts("192.0.2.0/24 fa:16:3e:00:00:01,192.0.2.9"))
                .isTrue();
        assertThat(ActionParameter.ROUTES.accepts("10.2.0.0/16 via 10.0.0.5,10.3.0.0/16 via 10.0.0.6"))
                .isTrue();
        assertThat(ActionParameter.ROUTES.accepts("none")).isTrue();
        assertThat(ActionParameter.ROUTES.accepts("10.2.0.0/16")).isFalse();
        assertThat(ActionParameter.items(" blue, two words,,blue")).containsExactly("blue", "two words");
        assertThat(ActionParameter.items("none")).isEmpty();
    }

    /** User information, queries and fragments can contain secrets, which the audit trail would keep. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@images.example/x.img",
                "https://images.example/x.img?signature=secret",
                "https://images.example/x.img#secret",
                "ftp://images.example/x.img",
                "file:///etc/passwd",
                "https:///x.img",
                "https://images.example/x img"
            })
    void urlsHaveNoUserQueryOrFragment(String url) {
        assertThat(ActionParameter.URL.accepts(url)).isFalse();
        assertThat(ActionParameter.URL.accepts("https://images.example:8443/a/x-1.0_~%20@.img"))
                .isTrue();
        assertThat(ActionParameter.URL.accepts("http://[2001:db8::1]/x.img")).isTrue();
    }

    @Test
    void securityGroupsAreLimitedInNumber() {
        String twenty = IntStream.rangeClosed(1, 20).mapToObj(String::valueOf).collect(Collectors.joining(","));

        assertThat(ActionParameter.SECURITY_GROUPS.accepts("none")).isTrue();
        assertThat(ActionParameter.SECURITY_GROUPS.accepts(twenty)).isTrue();
        assertThat(ActionParameter.SECURITY_GROUPS.accepts(twenty + ",21")).isFalse();
    }

    /** Glance also checks addresses, although not in every release and configuration. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/x.img",
                "http://LOCALHOST:9292/x.img",
                "http://127.0.0.1/x.img",
                "http://127.1/x.img",
                "http://2130706433/x.img",
                "http://0x7f000001/x.img",
                "http://0x7f.1/x.img",
                "http://0/x.img",
                "http://images.localhost/x.img",
                "http://[0:0:0:0:0:0:0:1]/x.img",
                "http://0.0.0.0/x.img",
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]/x.img",
                "http://[::ffff:127.0.0.1]/x.img",
                "http://[fe80::1]/x.img"
            })
    void urlsAreNotLoopbackOrLinkLocal(String url) {
        assertThat(ActionParameter.URL.accepts(url)).isFalse();
        assertThat(ActionParameter.URL.accepts("http://localhosts.example/x.img"))
                .isTrue();
        assertThat(ActionParameter.URL.accepts("http://10.0.0.1/x.img")).isTrue();
    }
}
