package org.stackdeck.cloud.openstack.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stackdeck.cloud.action.ActionParameter.*;
import static org.stackdeck.cloud.action.ServerAction.*;

import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Recorded;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.http.ErrorResponseMapper;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.server.PowerState;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;

class NovaComputeClientTests {

    private static final String LIST = "GET /v2.1/servers/detail";
    private static final String ACTION = "POST /v2.1/servers/s1/action";
    private static final ServerId S1 = new ServerId("s1");

    @TempDir
    private Path directory;

    private final StubOpenStack stub = new StubOpenStack();

    @AfterEach
    void stop() {
        stub.close();
    }

    private ComputeClient compute() {
        Clouds clouds = TestOpenStackClouds.of(stub.cloudsYaml(directory, "project_id: p1"), 2);
        return clouds.discover(clouds.names().getFirst()).getFirst();
    }

    private static Reply servers(String servers, String links) {
        return Reply.json(200, "{\"servers\":[" + servers + "]" + links + "}");
    }

    private static Reply servers(String servers) {
        return servers(servers, "");
    }

    private Server only(String more) {
        stub.replyTo(LIST, servers(StubOpenStack.server("s1", more)));
        return compute().servers(page -> {}).servers().getFirst();
    }

    @Test
    void watermarkNeverExceedsNovasResponseTime() {
        stub.replyTo(LIST, servers(StubOpenStack.server("s1", ",\"updated\":\"2099-01-01T00:00:00Z\"")));

        assertThat(compute().servers(page -> {}).watermark())
                .isBefore(Clock.systemUTC().instant().plusSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "400,REFUSED",
        "401,UNAUTHENTICATED",
        "403,FORBIDDEN",
        "404,NOT_FOUND",
        "409,CONFLICT",
        "412,CONFLICT",
        "413,REFUSED",
        "422,REFUSED",
        "429,THROTTLED",
        "500,FAILED",
        "501,FAILED",
        "502,FAILED",
        "503,UNAVAILABLE",
        "504,FAILED",
        "302,UNINTELLIGIBLE"
    })
    void rejectedActionThrowsWithNovasMessage(int status, Category category) {
        ComputeClient compute = compute();
        stub.replyTo(ACTION, Reply.json(status, "{\"someError\":{\"code\":1,\"message\":\"Cannot 'stop' s1\"}}"));

        var e = catchThrowableOfType(CloudException.class, () -> compute.performAction(S1, ServerAction.STOP));

        assertThat(e.category()).isEqualTo(category);
        assertThat(e.status()).isEqualTo(status);
        assertThat(e).hasMessage("Cannot 'stop' s1");
        assertThat(e.requestId()).contains("req-1");
    }

    @ParameterizedTest
    @CsvSource({
        "400,REFUSED",
        "401,UNAUTHENTICATED",
        "403,FORBIDDEN",
        "404,UNINTELLIGIBLE",
        "409,CONFLICT",
        "413,REFUSED",
        "422,REFUSED",
        "429,THROTTLED",
        "500,FAILED",
        "501,FAILED",
        "502,FAILED",
        "503,UNAVAILABLE",
        "504,FAILED"
    })
    void failedListThrowsInsteadOfReturningNoServers(int status, Category category) {
        ComputeClient compute = compute();
        stub.replyTo(LIST, Reply.json(status, "{\"someError\":{\"message\":\"no\"}}"));

        assertThatThrownBy(() -> compute.servers(page -> {}))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(category));
        assertThatThrownBy(() -> compute.changesSince(StubOpenStack.ISSUED))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(category));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<html>Welcome</html>", "{\"cats\":[]}", "{\"servers\":{}}", "[]", "null", "''"})
    void responseThatIsNoServerListIsUnintelligible(String body) {
        ComputeClient compute = compute();
        stub.replyTo(LIST, Reply.of(200, Map.of("Content-Type", "text/html"), body));

        assertThatThrownBy(() -> compute.servers(page -> {}))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.UNINTELLIGIBLE));
    }

    @Test
    void listWithAnIncompleteServerIsUnintelligible() {
        ComputeClient compute = compute();
        stub.replyTo(LIST, servers("{\"name\":\"no id\"}"));

        assertThatThrownBy(() -> compute.servers(page -> {}))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.UNINTELLIGIBLE));
    }

    @Test
    void foreign404DoesNotMeanThatTheServerIsMissing() {
        ComputeClient compute = compute();

        assertThatThrownBy(() -> compute.server(S1))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.UNINTELLIGIBLE));
    }

    @Test
    void unknownServerIsEmpty() {
        ComputeClient compute = compute();
        stub.replyTo("GET /v2.1/servers/s1", Reply.json(404, "{\"itemNotFound\":{\"code\":404,\"message\":\"no\"}}"));

        assertThat(compute.server(S1)).isEmpty();
    }

    @Test
    void invalidServerIdIsNotSent() {
        ComputeClient compute = compute();

        assertThat(compute.server(new ServerId("../flavors"))).isEmpty();
        assertThatThrownBy(() -> compute.performAction(new ServerId("s1/../s2"), ServerAction.DELETE))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.NOT_FOUND));
        assertThat(stub.requests("DELETE /v2.1/servers/s1/../s2")).isEmpty();
    }

    @Test
    void pagesAreRequestedByTheQueryOfTheLink() {
        ComputeClient compute = compute();
        String next = ",\"servers_links\":[{\"rel\":\"next\",\"href\":"
                + "\"http://elsewhere.invalid/v2.1/servers/detail?limit=2&marker=s2\"}]";
        stub.replyTo(
                LIST,
                servers(StubOpenStack.server("s1", "") + "," + StubOpenStack.server("s2", ""), next),
                servers(StubOpenStack.server("s3", "")));
        List<Integer> sizes = new ArrayList<>();

        var serverListing = compute.servers(page -> sizes.add(page.size()));

        assertThat(serverListing.servers()).extracting(s -> s.id().value()).containsExactly("s1", "s2", "s3");
        assertThat(sizes).containsExactly(2, 1);
        assertThat(stub.requests(LIST)).extracting(Recorded::query).containsExactly("limit=2", "limit=2&marker=s2");
    }

    @Test
    void failedLaterPageFailsTheList() {
        ComputeClient compute = compute();
        stub.replyTo(
                LIST,
                servers(
                        StubOpenStack.server("s1", ""),
                        ",\"servers_links\":[{\"rel\":\"next\",\"href\":\"?marker=s1\"}]"),
                Reply.json(503, ""));

        assertThatThrownBy(() -> compute.servers(page -> {})).isInstanceOf(CloudException.class);
    }

    @Test
    void repeatingPageLinksEndWithAnError() {
        ComputeClient compute = compute();
        stub.replyTo(
                LIST,
                servers(
                        StubOpenStack.server("s1", ""),
                        ",\"servers_links\":[{\"rel\":\"next\",\"href\":\"?marker=s1\"}]"));

        assertThatThrownBy(() -> compute.servers(page -> {})).hasMessageContaining("pagination does not end");
    }

    @Test
    void watermarkIsTheNewestUpdatedOfTheFirstPage() {
        ComputeClient compute = compute();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant newest = now.minusSeconds(30);
        stub.replyTo(
                LIST,
                servers(updatedAt("s1", newest), ",\"servers_links\":[{\"rel\":\"next\",\"href\":\"?marker=s1\"}]"),
                servers(updatedAt("s2", now.minusSeconds(5))));

        assertThat(compute.servers(page -> {}).watermark()).isEqualTo(newest);
    }

    @Test
    void watermarkOfAListWithoutRecentChangesFollowsTheResponseTime() {
        ComputeClient compute = compute();
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(ComputeClient.MAX_CLOCK_SKEW);
        stub.replyTo(LIST, servers(StubOpenStack.server("s1", "")), servers(""), servers(""));

        assertThat(compute.servers(page -> {}).watermark()).isBetween(before, before.plusSeconds(30));
        assertThat(compute.servers(page -> {}).watermark()).isBetween(before, before.plusSeconds(30));
        Instant later = before.plusSeconds(60);
        assertThat(compute.changesSince(later).watermark()).isEqualTo(later);
    }

    private static String updatedAt(String id, Instant time) {
        return StubOpenStack.server(id, ",\"updated\":\"" + time + "\"");
    }

    @Test
    void changesSinceIsTruncatedToSeconds() {
        ComputeClient compute = compute();
        stub.replyTo(LIST, servers(StubOpenStack.server("s1", "").replace("ACTIVE", "DELETED")));

        var changes = compute.changesSince(Instant.parse("2026-01-01T00:00:03.7Z"));

        assertThat(changes.servers()).extracting(Server::status).containsExactly(ServerStatus.DELETED);
        assertThat(stub.requests(LIST).getFirst().query()).isEqualTo("limit=2&changes-since=2026-01-01T00:00:03Z");
    }

    @ParameterizedTest
    @CsvSource({"2.1,2.100,2.95", "2.1,2.96,2.95", "2.1,2.95,2.95", "2.1,2.79,2.79", "2.1,2.73,2.73", "2.97,2.110,2.97"
    })
    void newestCommonMicroversionIsUsed(String oldest, String newest, String chosen) {
        stub.replyTo("GET /v2.1/", StubOpenStack.version(oldest, newest));
        stub.replyTo(LIST, servers(""));

        compute().servers(page -> {});

        assertThat(stub.requests(LIST)).extracting(Recorded::microversion).containsExactly("compute " + chosen);
    }

    @Test
    void expiredTokenIsReplacedAndTheRequestRepeated() {
        ComputeClient compute = compute();
        stub.replyTo(ACTION, Reply.json(202, ""));
        stub.revokeAllTokens();

        assertThat(compute.performAction(S1, ServerAction.START).requestId()).isEqualTo("req-1");

        assertThat(stub.requests(ACTION)).extracting(Recorded::token).containsExactly("token-p1-1", "token-p1-2");
        assertThat(stub.requests("POST /v3/auth/tokens")).hasSize(2);
    }

    @Test
    void requestIsNotRepeatedAfterANewTokenIsRejected() {
        ComputeClient compute = compute();
        stub.replyTo(ACTION, Reply.json(401, "{\"error\":{\"message\":\"no\"}}"));

        assertThatThrownBy(() -> compute.performAction(S1, ServerAction.START))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAUTHENTICATED));
        assertThat(stub.requests(ACTION)).hasSize(2);
    }

    @Test
    void retryAfterIsPassedOn() {
        ComputeClient compute = compute();
        stub.replyTo(LIST, Reply.of(429, Map.of("Retry-After", "17"), ""));

        assertThatThrownBy(() -> compute.servers(page -> {}))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(17)));
    }

    @Test
    void retryAfterIsSecondsOrDateAndLimited() {
        assertThat(waitFor("0")).contains(Duration.ZERO);
        assertThat(waitFor("120")).contains(Duration.ofMinutes(2));
        assertThat(waitFor("86400")).contains(Duration.ofMinutes(5));
        assertThat(waitFor("99999999999999999999")).contains(Duration.ofMinutes(5));
        assertThat(waitFor("Wed, 25 Nov 2026 10:00:40 GMT")).contains(Duration.ofSeconds(40));
        assertThat(waitFor("Wed, 25 Nov 2026 09:00:00 GMT")).contains(Duration.ZERO);
        assertThat(waitFor("Fri, 31 Dec 9999 23:59:59 GMT")).contains(Duration.ofMinutes(5));
        assertThat(waitFor("soon")).isEmpty();
        assertThat(waitFor("-3")).isEmpty();
    }

    private static Optional<Duration> waitFor(String header) {
        var headers = HttpHeaders.of(
                Map.of("Retry-After", List.of(header), "Date", List.of("Wed, 25 Nov 2026 10:00:00 GMT")),
                (_, _) -> true);
        return new ErrorResponseMapper(Clock.systemUTC())
                .toCloudException("compute", new ServiceResponse(429, headers, new byte[0]))
                .retryAfter();
    }

    @ParameterizedTest
    @MethodSource("words")
    void eachActionSendsNovasRequestAndReturnsItsId(ActionRequest actionRequest, String place, String sent) {
        ComputeClient compute = compute();
        stub.replyTo(place, Reply.json(202, ""));

        assertThat(compute.performAction(S1, actionRequest).requestId()).isEqualTo("req-1");

        assertThat(stub.requests(place)).extracting(Recorded::body).containsExactly(sent);
    }

    /**
     * Without an image in the request, Nova would use the image that the property {@code base_image_ref} of the
     * server's image specifies.
     */
    @Test
    void rescueWithoutAnImageNamesTheServersOwn() {
        ComputeClient compute = compute();
        stub.replyTo(
                "GET /v2.1/servers/s1",
                Reply.json(
                        200,
                        "{\"server\":"
                                + StubOpenStack.server("s1", "").replace("\"image\":\"\"", "\"image\":{\"id\":\"i1\"}")
                                + "}"));
        stub.replyTo(
                "GET /image/v2/images/i1",
                Reply.json(200, "{\"id\":\"i1\",\"status\":\"active\",\"visibility\":\"public\"}"));
        stub.replyTo(ACTION, Reply.json(202, ""));

        compute.performAction(S1, RESCUE);

        assertThat(stub.requests(ACTION))
                .extracting(Recorded::body)
                .containsExactly("{\"rescue\":{\"rescue_image_ref\":\"i1\"}}");
    }

    @Test
    void passwordInTheResponseIsReadAndNotPrinted() {
        ComputeClient compute = compute();
        stub.replyTo(
                ACTION,
                Reply.json(200, "{\"adminPass\":\"of rescue\"}"),
                Reply.json(202, "{\"server\":{\"id\":\"s1\",\"adminPass\":\"of rebuild\"}}"),
                Reply.json(202, ""));

        ActionRequest rescue = ActionRequest.of(RESCUE).with(IMAGE, "i1");
        assertThat(compute.performAction(S1, rescue))
                .satisfies(acceptedAction ->
                        assertThat(acceptedAction.adminPassword()).isEqualTo("of rescue"))
                .asString()
                .doesNotContain("of rescue");
        assertThat(compute.performAction(S1, ActionRequest.of(REBUILD).with(IMAGE, "i1"))
                        .adminPassword())
                .isEqualTo("of rebuild");
        assertThat(compute.performAction(S1, rescue).adminPassword())
                .as("password of a cloud that does not return it")
                .isNull();
    }

    @Test
    void floatingIpUpdateRequiresTheReadRevision() {
        String address = "/network/v2.0/floatingips/f1";
        stub.replyTo("GET /network/v2.0/ports", Reply.json(200, ports("p1", "staff-id")));
        stub.replyTo(
                "GET " + address,
                Reply.json(
                        200,
                        "{\"floatingip\":{\"id\":\"f1\",\"project_id\":\"staff-id\",\"port_id\":null,\"revision_number\":7}}"));
        stub.replyTo("PUT " + address, Reply.json(412, "{\"NeutronError\":{\"message\":\"Constrained to 7, but …\"}}"));
        ComputeClient compute = compute();

        var e = catchThrowableOfType(
                CloudException.class,
                () -> compute.performAction(
                        S1, ActionRequest.of(ASSOCIATE_FLOATING_IP).with(FLOATING_IP, "f1")));

        assertThat(e.category()).isEqualTo(Category.CONFLICT);
        assertThat(stub.requests("PUT " + address))
                .extracting(Recorded::ifMatch)
                .containsExactly("revision_number=7");
    }

    private static String ports(String... idsAndProjects) {
        List<String> ports = new ArrayList<>();
        for (int index = 0; index < idsAndProjects.length; index += 2) {
            ports.add("{\"id\":\"%s\",\"project_id\":\"%s\"}"
                    .formatted(idsAndProjects[index], idsAndProjects[index + 1]));
        }
        return "{\"ports\":[" + String.join(",", ports) + "]}";
    }

    /** Any user of the cloud can create a port with the ID of any server as its device ID. */
    @Test
    void floatingIpIsNotAssociatedWithAPortOfAnotherProject() {
        String address = "/network/v2.0/floatingips/f1";
        stub.replyTo("GET " + address, Reply.json(200, "{\"floatingip\":{\"id\":\"f1\",\"project_id\":\"staff-id\"}}"));
        stub.replyTo("PUT " + address, Reply.json(200, "{}"));
        ActionRequest associate = ActionRequest.of(ASSOCIATE_FLOATING_IP).with(FLOATING_IP, "f1");
        ComputeClient compute = compute();

        stub.replyTo("GET /network/v2.0/ports", Reply.json(200, ports("evil", "other-id", "p1", "staff-id")));
        compute.performAction(S1, associate);
        assertThat(stub.requests("PUT " + address))
                .extracting(Recorded::body)
                .containsExactly("{\"floatingip\":{\"port_id\":\"p1\"}}");

        stub.replyTo("GET /network/v2.0/ports", Reply.json(200, ports("evil", "other-id")));
        for (ActionRequest request : List.of(associate, associate.with(PORT, "evil"))) {
            assertThat(catchThrowableOfType(CloudException.class, () -> compute.performAction(S1, request))
                            .category())
                    .isEqualTo(Category.CONFLICT);
        }
        assertThat(stub.requests("PUT " + address)).hasSize(1);
    }

    @Test
    void failedCheckOfAFloatingIpHasNoEffect() {
        String address = "/network/v2.0/floatingips/f1";
        ComputeClient compute = compute();
        for (ServerAction action : List.of(ASSOCIATE_FLOATING_IP, DISASSOCIATE_FLOATING_IP)) {
            ActionRequest request = ActionRequest.of(action).with(FLOATING_IP, "f1");

            stub.replyTo("GET " + address, Reply.json(500, ""));
            assertThat(catchThrowableOfType(CloudException.class, () -> compute.performAction(S1, request))
                            .hadNoEffect())
                    .as(action + " without the floating IP")
                    .isTrue();

            stub.replyTo(
                    "GET " + address,
                    Reply.json(200, "{\"floatingip\":{\"id\":\"f1\",\"project_id\":\"p1\",\"port_id\":\"x\"}}"));
            stub.replyTo("GET /network/v2.0/ports", Reply.json(500, ""));
            assertThat(catchThrowableOfType(CloudException.class, () -> compute.performAction(S1, request))
                            .hadNoEffect())
                    .as(action + " without the ports")
                    .isTrue();
        }
        assertThat(stub.requests("PUT " + address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"g1,g1,true,false", "g1,g2,false,false", "g2,g2,false,true", ",,false,false"})
    void securityGroupIsAddedOrRemovedOnlyWhenAllPortsAreChanged(
            @Nullable String first, @Nullable String second, boolean added, boolean removed) {
        stub.replyTo("GET /v2.1/servers/s1", Reply.json(200, "{\"server\":" + StubOpenStack.server("s1", "") + "}"));
        stub.replyTo(
                "GET /network/v2.0/security-groups/g1",
                Reply.json(200, "{\"security_group\":{\"id\":\"g1\",\"project_id\":\"p1\"}}"));
        stub.replyTo(
                "GET /network/v2.0/ports",
                Reply.json(
                        200,
                        Stream.of(Optional.ofNullable(first), Optional.ofNullable(second))
                                .flatMap(Optional::stream)
                                .map("{\"id\":\"x\",\"project_id\":\"p1\",\"security_groups\":[\"%s\"]}"::formatted)
                                .collect(Collectors.joining(",", "{\"ports\":[", "]}"))));
        ComputeClient compute = compute();

        assertThat(compute.isApplied(S1, ActionRequest.of(ADD_SECURITY_GROUP).with(SECURITY_GROUP, "g1")))
                .isEqualTo(added);
        assertThat(compute.isApplied(S1, ActionRequest.of(REMOVE_SECURITY_GROUP).with(SECURITY_GROUP, "g1")))
                .isEqualTo(removed);
    }

    private static Stream<Arguments> words() {
        String server = "/v2.1/servers/s1";
        return Stream.of(
                acting(ActionRequest.of(START), "{'os-start':null}"),
                acting(ActionRequest.of(STOP), "{'os-stop':null}"),
                acting(ActionRequest.of(REBOOT), "{'reboot':{'type':'SOFT'}}"),
                acting(ActionRequest.of(HARD_REBOOT), "{'reboot':{'type':'HARD'}}"),
                acting(ActionRequest.of(PAUSE), "{'pause':null}"),
                acting(ActionRequest.of(UNPAUSE), "{'unpause':null}"),
                acting(ActionRequest.of(SUSPEND), "{'suspend':null}"),
                acting(ActionRequest.of(RESUME), "{'resume':null}"),
                acting(ActionRequest.of(CONFIRM_RESIZE), "{'confirmResize':null}"),
                acting(ActionRequest.of(REVERT_RESIZE), "{'revertResize':null}"),
                acting(ActionRequest.of(RESIZE).with(FLAVOR, "3"), "{'resize':{'flavorRef':'3'}}"),
                acting(
                        ActionRequest.of(ServerAction.SNAPSHOT).with(NAME, "before the move"),
                        "{'createImage':{'name':'before the move'}}"),
                acting(ActionRequest.of(SET_PASSWORD).with(PASSWORD, "x"), "{'changePassword':{'adminPass':'x'}}"),
                acting(ActionRequest.of(RESCUE).with(IMAGE, "i1"), "{'rescue':{'rescue_image_ref':'i1'}}"),
                acting(ActionRequest.of(UNRESCUE), "{'unrescue':null}"),
                acting(ActionRequest.of(SHELVE), "{'shelve':null}"),
                acting(ActionRequest.of(UNSHELVE), "{'unshelve':null}"),
                acting(ActionRequest.of(SHELVE_OFFLOAD), "{'shelveOffload':null}"),
                acting(ActionRequest.of(RESTORE), "{'restore':null}"),
                acting(ActionRequest.of(FORCE_DELETE), "{'forceDelete':null}"),
                acting(ActionRequest.of(LOCK), "{'lock':null}"),
                acting(ActionRequest.of(LOCK).with(REASON, "moving"), "{'lock':{'locked_reason':'moving'}}"),
                acting(ActionRequest.of(UNLOCK), "{'unlock':null}"),
                acting(
                        ActionRequest.of(ADD_SECURITY_GROUP).with(SECURITY_GROUP, "g1"),
                        "{'addSecurityGroup':{'name':'g1'}}"),
                acting(
                        ActionRequest.of(REMOVE_SECURITY_GROUP).with(SECURITY_GROUP, "g1"),
                        "{'removeSecurityGroup':{'name':'g1'}}"),
                acting(ActionRequest.of(RESET_STATE).with(STATE, "error"), "{'os-resetState':{'state':'error'}}"),
                acting(ActionRequest.of(MIGRATE), "{'migrate':null}"),
                acting(ActionRequest.of(MIGRATE).with(HOST, "h2"), "{'migrate':{'host':'h2'}}"),
                acting(
                        ActionRequest.of(LIVE_MIGRATE).with(HOST, "h2"),
                        "{'os-migrateLive':{'host':'h2','block_migration':'auto'}}"),
                acting(ActionRequest.of(LIVE_MIGRATE), "{'os-migrateLive':{'host':null,'block_migration':'auto'}}"),
                acting(ActionRequest.of(REBUILD).with(IMAGE, "i1"), "{'rebuild':{'imageRef':'i1'}}"),
                placed(ActionRequest.of(RENAME).with(NAME, "db"), "PUT " + server, "{'server':{'name':'db'}}"),
                placed(
                        ActionRequest.of(DESCRIBE).with(DESCRIPTION, "a b"),
                        "PUT " + server,
                        "{'server':{'description':'a b'}}"),
                placed(
                        ActionRequest.of(DESCRIBE).with(DESCRIPTION, ""),
                        "PUT " + server,
                        "{'server':{'description':null}}"),
                placed(ActionRequest.of(ADD_TAG).with(TAG, "two words"), "PUT " + server + "/tags/two words", ""),
                placed(ActionRequest.of(REMOVE_TAG).with(TAG, "web"), "DELETE " + server + "/tags/web", ""),
                placed(
                        ActionRequest.of(SET_METADATA).with(KEY, "a").with(VALUE, "b"),
                        "POST " + server + "/metadata",
                        "{'metadata':{'a':'b'}}"),
                placed(ActionRequest.of(REMOVE_METADATA).with(KEY, "a b"), "DELETE " + server + "/metadata/a b", ""),
                placed(
                        ActionRequest.of(ATTACH_VOLUME).with(VOLUME, "v1"),
                        "POST " + server + "/os-volume_attachments",
                        "{'volumeAttachment':{'volumeId':'v1'}}"),
                placed(
                        ActionRequest.of(DETACH_VOLUME).with(VOLUME, "v1"),
                        "DELETE " + server + "/os-volume_attachments/v1",
                        ""),
                placed(
                        ActionRequest.of(ATTACH_INTERFACE).with(NETWORK, "n1"),
                        "POST " + server + "/os-interface",
                        "{'interfaceAttachment':{'net_id':'n1'}}"),
                placed(
                        ActionRequest.of(DETACH_INTERFACE).with(PORT, "p1"),
                        "DELETE " + server + "/os-interface/p1",
                        ""),
                placed(ActionRequest.of(DELETE), "DELETE " + server, ""));
    }

    private static Arguments acting(ActionRequest actionRequest, String sent) {
        return placed(actionRequest, ACTION, sent);
    }

    private static Arguments placed(ActionRequest actionRequest, String place, String sent) {
        return Arguments.of(actionRequest, place, sent.replace('\'', '"'));
    }

    @Test
    void responseWithoutRequestIdCountsAsPossibleEffect() {
        ComputeClient compute = compute();
        stub.replyTo(ACTION, Reply.of(202, Map.of(), ""));

        assertThatThrownBy(() -> compute.performAction(S1, ServerAction.START))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.hadNoEffect()).isFalse());
    }

    @Test
    void unsupportedStatesAreMappedToUnknown() {
        Server server = only(",\"status\":\"DREAMING\",\"OS-EXT-STS:task_state\":\"reticulating\"");

        assertThat(server.taskState()).isEqualTo(TaskState.UNKNOWN);
        stub.replyTo(
                LIST,
                servers(StubOpenStack.server("s1", "")
                        .replace("ACTIVE", "DREAMING")
                        .replace("state\":1", "state\":9")));
        Server strange = compute().servers(page -> {}).servers().getFirst();
        assertThat(strange.status()).isEqualTo(ServerStatus.UNKNOWN);
        assertThat(strange.powerState()).isEqualTo(PowerState.UNKNOWN);
    }

    @Test
    void taskStatesAreParsedWithHyphenAndUnderscore() {
        assertThat(only(",\"OS-EXT-STS:task_state\":\"powering-off\"").taskState())
                .isEqualTo(TaskState.POWERING_OFF);
        assertThat(only(",\"OS-EXT-STS:task_state\":\"reboot_started_hard\"").taskState())
                .isEqualTo(TaskState.REBOOT_STARTED_HARD);
    }

    @Test
    void serverInAnUnreachableCellIsUnknown() {
        stub.replyTo(
                LIST,
                servers(
                        "{\"id\":\"s1\",\"status\":\"UNKNOWN\",\"tenant_id\":\"p1\",\"created\":\"2026-01-01T00:00:00Z\"}"));

        Server server = compute().servers(page -> {}).servers().getFirst();

        assertThat(server.status()).isEqualTo(ServerStatus.UNKNOWN);
        assertThat(server.updated()).isEqualTo(server.created());
    }

    @Test
    void hostIsReadAndUserDataIsIgnored() {
        Server server =
                only(",\"OS-EXT-SRV-ATTR:host\":\"c7\",\"OS-EXT-SRV-ATTR:user_data\":\"c2VjcmV0LXVzZXItZGF0YQ==\"");

        assertThat(server.host()).isEqualTo("c7");
        assertThat(server.toString()).doesNotContain("c2VjcmV0");
        assertThat(only(",\"OS-EXT-SRV-ATTR:host\":\"\"").host()).isNull();
    }

    @Test
    void instanceActionIsFinishedWhenAllEventsAre() {
        ComputeClient compute = compute();
        String event = "{\"event\":\"compute_stop_instance\",\"start_time\":\"2026-01-01T00:00:01.000000\","
                + "\"finish_time\":%s,\"result\":%s,\"details\":\"why\"}";
        String action = "{\"instanceAction\":{\"action\":\"stop\",\"request_id\":\"req-9\",\"user_id\":\"u1\","
                + "\"start_time\":\"2026-01-01T00:00:01.000000\",\"message\":null,\"events\":[%s]}}";
        stub.replyTo(
                "GET /v2.1/servers/s1/os-instance-actions/req-9",
                Reply.json(200, action.formatted(event.formatted("null", "null"))),
                Reply.json(200, action.formatted(event.formatted("\"2026-01-01T00:00:02.000000\"", "\"Error\""))));

        assertThat(compute.instanceAction(S1, "req-9").orElseThrow().finished()).isFalse();
        var finished = compute.instanceAction(S1, "req-9").orElseThrow();
        assertThat(finished.finished()).isTrue();
        assertThat(finished.failed()).isTrue();
        assertThat(finished.events().getFirst().detail()).isEqualTo("why");
    }
}
