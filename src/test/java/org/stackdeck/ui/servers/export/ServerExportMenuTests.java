package org.stackdeck.ui.servers.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.internal.JacksonUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Role;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.operations.detail.FakeServerExportService;
import org.stackdeck.operations.detail.ServerExportService;
import org.stackdeck.ui.component.ClientSideMenu;
import org.stackdeck.ui.servers.ServerGridTestBase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServerExportMenuTests extends ServerGridTestBase {

    @Autowired
    private FakeServerExportService exports;

    @Autowired
    private FakeOwnershipService ownership;

    @Autowired
    private FakeResourceInventory resources;

    private User mia;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        mia = directory.member("mia");
        access.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        inventory.put(
                ServerBuilder.named("=web").tags("b", "a").host("compute-1").build(),
                ServerBuilder.named("db").status(ServerStatus.ERROR).build(),
                ServerBuilder.named("mail").build());
        ownership.setOwner(ServerBuilder.key("db"), mia);
        signIn(mia);
        super.initVaadinEnvironment();
    }

    @Test
    void csvHasTheMatchingRowsAndTheShownColumnsInTheirOrder() throws IOException {
        openGrid("q=-zzz&columns=tags,name,age,host");
        assertThat(text("csv")).isEqualTo("tags,name,id,created\r\n");

        openGrid("sort=-name&state=running&columns=tags,name,host");

        List<String> lines = text("csv").lines().toList();
        assertThat(lines.getFirst()).isEqualTo("tags,name,id");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith("\"\",\"mail\",");
        assertThat(lines.get(2)).startsWith("\"a b\",\"'=web\",");
    }

    @Test
    void jsonHasNumbersAndIsoTimes() throws IOException {
        openGrid("columns=name,flavor,age,owner,state,project,address,image");

        JsonNode db = JsonMapper.builder().build().readTree(text("json")).get(1);

        assertThat(db.path("name").asString()).isEqualTo("db");
        assertThat(db.path("vcpus").isNumber()).isTrue();
        assertThat(db.path("ramMib").isNumber()).isTrue();
        assertThat(Instant.parse(db.path("created").asString())).isNotNull();
        assertThat(db.path("owner").asString()).isEqualTo("mia");
        assertThat(db.path("status").asString()).isEqualTo("ERROR");
        assertThat(db.path("projectId").asString())
                .isEqualTo(ServerBuilder.STAFF.id().value());
        assertThat(db.path("addresses").isArray()).isTrue();
    }

    @Test
    void volumesAndSecurityGroupsAreExportedWhileTheirColumnsAreShown() throws IOException {
        resources.set(
                ResourceKind.VOLUME,
                new CloudResource(
                        ResourceKind.VOLUME,
                        ServerBuilder.CLOUD,
                        "v1",
                        ServerBuilder.STAFF,
                        "data",
                        false,
                        Map.of("servers", List.of("db"))));
        openGrid("columns=name,volumes,security-groups&sort=-name&q=db");

        assertThat(text("csv").lines())
                .containsExactly("name,id,volumes,securityGroups", "\"db\",\"db\",\"data\",\"\"");
    }

    @Test
    void xlsxHasAllRows() throws IOException {
        openGrid("");

        byte[] file = download("xlsx").toByteArray();

        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(4);
            assertThat(rows.get(1).getCellAsString(2)).contains("=web");
        }
        assertThat(exports.exports()).containsExactly(new ServerExportService.Export("xlsx", "All"));
    }

    @Test
    void groupedServersAreInTheOrderOfTheirGroups() throws IOException {
        openGrid("group=status&columns=name");

        assertThat(text("csv").lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .containsExactly("\"'=web\"", "\"mail\"", "\"db\"");
    }

    @Test
    void csvStartsWithAByteOrderMark() {
        openGrid("");

        assertThat(download("csv").toString(StandardCharsets.UTF_8)).startsWith("\uFEFFstatus,");
    }

    @Test
    void fileHasTheColumnsThatTheWindowShows() throws IOException {
        openGrid("");
        assertThat(text("csv")).contains(",image,");

        fire(
                find(ServerExportMenu.class).single(),
                "click",
                JacksonUtils.createObjectNode().put("window.innerWidth", 1400));

        assertThat(text("csv")).contains(",tags").doesNotContain(",image,");
    }

    @Test
    void busyServiceShowsAnErrorAndStartsNoDownload() {
        openGrid("");
        exports.setBusy(true);

        choose(menu(), "csv");

        assertThat(find(Anchor.class, find(ServerExportMenu.class).single()).exists())
                .isFalse();
        assertThat(find(Notification.class).exists()).isTrue();
    }

    @Test
    void unknownFormatIsIgnored() {
        openGrid("");

        choose(menu(), "exe");

        assertThat(find(Anchor.class, find(ServerExportMenu.class).single()).exists())
                .isFalse();
    }

    @Test
    void fileNameHasTheViewAndTheDate() {
        LocalDate date = LocalDate.parse("2026-11-30");

        assertThat(request("Web / \"prod\" 宽\r\n").fileName(date, ServerExportFormat.XLSX))
                .isEqualTo("servers-Web-prod-宽-2026-11-30.xlsx");
        assertThat(request("../..").fileName(date, ServerExportFormat.CSV)).isEqualTo("servers-2026-11-30.csv");
        assertThat(request("").fileName(date, ServerExportFormat.JSON)).isEqualTo("servers-2026-11-30.json");
    }

    private static ServerExportRequest request(String view) {
        return new ServerExportRequest(List.of(), List.of(), view);
    }

    private String text(String format) {
        return download(format).toString(StandardCharsets.UTF_8).replace("\uFEFF", "");
    }

    private ByteArrayOutputStream download(String format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        test(prepare(format)).download(file);
        return file;
    }

    private Anchor prepare(String format) {
        choose(menu(), format);
        return find(Anchor.class, find(ServerExportMenu.class).single()).single();
    }

    private ClientSideMenu menu() {
        return (ClientSideMenu) find(ServerExportMenu.class)
                .single()
                .getChildren()
                .filter(ClientSideMenu.class::isInstance)
                .findFirst()
                .orElseThrow();
    }
}
