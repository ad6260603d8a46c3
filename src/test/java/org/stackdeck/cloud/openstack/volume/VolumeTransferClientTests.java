package org.stackdeck.cloud.openstack.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.discovery.CloudContext;

/** Tests transfers that Cinder fails to create, accept or delete. */
class VolumeTransferClientTests {

    private static final String CREATE = "POST /volume/volume-transfers";
    private static final String LIST = "GET /volume/volume-transfers/detail";
    private static final String ACCEPT = "POST /volume/volume-transfers/t1/accept";
    private static final String DELETE = "DELETE /volume/volume-transfers/t1";
    private static final Reply DELETED = Reply.json(202, "");
    private static final Reply NOT_FOUND =
            Reply.json(404, "{\"itemNotFound\": {\"code\": 404, \"message\": \"Transfer t1 could not be found.\"}}");
    private static final Reply FAILED =
            Reply.json(500, "{\"computeFault\": {\"code\": 500, \"message\": \"The driver failed.\"}}");

    private final StubOpenStack stub = new StubOpenStack();
    private final CloudContext context = TestOpenStackClouds.context();

    @BeforeEach
    void cinderCreatesTransfers() {
        stub.project("p2", "beta", "member");
        stub.replyTo(CREATE, Reply.json(202, "{\"transfer\": {\"id\": \"t1\", \"auth_key\": \"key\"}}"));
        stub.replyTo(
                LIST,
                Reply.json(
                        200,
                        "{\"transfers\": [{\"id\": \"t0\", \"name\": \"other\", \"volume_id\": \"v1\"},"
                                + "{\"id\": \"t1\", \"name\": \"unique\", \"volume_id\": \"v1\"}]}"));
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private CloudException failure() {
        VolumeTransferClient transfers = new VolumeTransferClient(stub.serviceClient("volumev3", "p1", context));
        return catchThrowableOfType(
                CloudException.class,
                () -> transfers.transfer("v1", "unique", false, stub.serviceClient("volumev3", "p2", context)));
    }

    @Test
    void failureIsCertainIfTheTransferIsDeletedAfterwards() {
        stub.replyTo(ACCEPT, FAILED);
        stub.replyTo(DELETE, DELETED);

        assertThat(failure())
                .hasMessageContaining("The driver failed.")
                .extracting(CloudException::category)
                .isEqualTo(Category.REFUSED);
        assertThat(stub.requests(CREATE)).singleElement().satisfies(request -> {
            assertThat(request.microversion()).isEqualTo("volume 3.55");
            assertThat(request.body()).contains("\"no_snapshots\":true");
        });
    }

    @Test
    void resultIsUnknownIfTheTransferNoLongerExistsAfterAFailure() {
        stub.replyTo(ACCEPT, FAILED);
        stub.replyTo(DELETE, NOT_FOUND);

        assertThat(failure().category()).isEqualTo(Category.FAILED);
    }

    @Test
    void volumeCanStillAwaitATransferThatCouldNotBeDeleted() {
        stub.replyTo(ACCEPT, Reply.json(413, "{\"overLimit\": {\"code\": 413, \"message\": \"Quota exceeded\"}}"));
        stub.replyTo(DELETE, FAILED);

        assertThat(failure())
                .hasMessageContaining("Quota exceeded")
                .extracting(CloudException::category)
                .isEqualTo(Category.FAILED);
    }

    @Test
    void transferWhoseCreationHasNoReadableResponseIsDeletedByItsName() {
        stub.replyTo(CREATE, Reply.json(202, "{\"transfer\": {\"id\": \"t1\"}}"));
        stub.replyTo(DELETE, DELETED);

        assertThat(failure().category()).isEqualTo(Category.REFUSED);

        assertThat(stub.requests(DELETE)).hasSize(1);
        assertThat(stub.requests(ACCEPT)).isEmpty();
    }

    @Test
    void creationWithoutAReadableResponseHasAnUnknownResultIfCinderListsNoTransfer() {
        stub.replyTo(CREATE, FAILED);
        stub.replyTo(LIST, Reply.json(200, "{\"transfers\": []}"));

        assertThat(failure().category()).isEqualTo(Category.FAILED);
    }

    @Test
    void refusedCreationRequiresNoDeletion() {
        stub.replyTo(
                CREATE,
                Reply.json(400, "{\"badRequest\": {\"code\": 400, \"message\": \"status must be available\"}}"));

        assertThat(failure().category()).isEqualTo(Category.REFUSED);
        assertThat(stub.requests(LIST)).isEmpty();
    }

    @Test
    void onlyTheTransferOfTheVolumeIsCancelled() {
        stub.replyTo(
                LIST,
                Reply.json(
                        200,
                        "{\"transfers\": [{\"id\": \"t0\", \"name\": \"x\", \"volume_id\": \"v0\"},"
                                + "{\"id\": \"t1\", \"name\": \"y\", \"volume_id\": \"v1\"}]}"));
        stub.replyTo(DELETE, DELETED);

        new VolumeTransferClient(stub.serviceClient("volumev3", "p1", context)).cancel("v1");

        assertThat(stub.requests(DELETE)).hasSize(1);
        assertThat(stub.requests("DELETE /volume/volume-transfers/t0")).isEmpty();
    }
}
