package org.stackdeck.ui.servers.export;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.streams.DownloadEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerCache;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.resource.AttachedResourceIndex;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.operations.detail.ServerExportService;
import org.stackdeck.platform.export.TableWriter;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.ClientSideMenu;
import org.stackdeck.ui.component.HiddenDownload;
import org.stackdeck.ui.component.InnerHtmlBuilder;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;

/** Menu that downloads the servers of the grid as a streamed file. The service checks the permissions. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class ServerExportMenu extends Div {

    private static final String WINDOW_WIDTH = "window.innerWidth";
    private static final String RETRY_AFTER_SECONDS = "10";

    private final transient ServerExportService exports;
    private final transient OwnerCache owners;
    private final transient ResourceInventory resourceInventory;
    private final transient CurrentUser currentUser;
    private final transient Clock clock;
    private transient @Nullable IntFunction<ServerExportRequest> displayed;
    private int windowWidth;

    ServerExportMenu(
            ServerExportService exports,
            OwnerCache owners,
            ResourceInventory resourceInventory,
            CurrentUser currentUser,
            Clock clock) {
        this.exports = exports;
        this.owners = owners;
        this.resourceInventory = resourceInventory;
        this.currentUser = currentUser;
        this.clock = clock;
        addClassName("export-menu");
        add(new FormatMenu(Messages.current()));
        // The browser sends the width when the menu opens, because the shown columns depend on the current width of the
        // window.
        getElement()
                .addEventListener(
                        "click",
                        event -> windowWidth =
                                event.getEventData().path(WINDOW_WIDTH).asInt(0))
                .addEventData(WINDOW_WIDTH);
    }

    /**
     * Returns the width of the window in CSS pixels when the user opened the menu. Without that width, returns the
     * width when the page was loaded, or {@link Integer#MAX_VALUE} if it is unknown.
     */
    private int windowWidth() {
        int loaded = UI.getCurrentOrThrow().getPage().getExtendedClientDetails().getWindowInnerWidth();
        return windowWidth > 0 ? windowWidth : loaded > 0 ? loaded : Integer.MAX_VALUE;
    }

    /**
     * @param source returns the servers and columns that the page shows in a window of the given width, in CSS pixels
     */
    public void bind(IntFunction<ServerExportRequest> source) {
        displayed = source;
    }

    private void download(ServerExportFormat format) {
        if (displayed == null) {
            return;
        }
        Caller caller = currentUser.caller();
        if (exports.isBusy(caller)) {
            Toasts.showError(Messages.current().text("servers.export.busy"), "");
            return;
        }
        ServerExportRequest request = displayed.apply(windowWidth());
        HiddenDownload.start(this, event -> write(event, caller, request, format));
    }

    /** Called without the session lock when the browser requests the file. */
    private void write(DownloadEvent event, Caller caller, ServerExportRequest request, ServerExportFormat format)
            throws IOException {
        boolean written = exports.export(
                caller, request.servers(), new ServerExportService.Export(format.code(), request.view()), servers -> {
                    event.setContentType(format.contentType());
                    event.setFileName(request.fileName(LocalDate.now(clock.withZone(ZoneOffset.UTC)), format));
                    List<ServerExportField> fields = request.fields();
                    OwnerMap ownerMap = owners.current();
                    AttachedResourceIndex attached = resourceInventory.index(request.attachedKinds());
                    format.write(
                            event.getOutputStream(),
                            fields.stream().map(ServerExportField::name).toList(),
                            table -> addRows(table, servers, fields, ownerMap, attached));
                });
        if (!written) {
            event.getResponse().setHeader("Retry-After", RETRY_AFTER_SECONDS);
            event.getResponse().setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        }
    }

    private static void addRows(
            TableWriter table,
            List<Server> servers,
            List<ServerExportField> fields,
            OwnerMap ownerMap,
            AttachedResourceIndex attached)
            throws IOException {
        for (Server server : servers) {
            Owner owner = ownerMap.ownerOf(server.key()).orElse(null);
            List<@Nullable Object> values = new ArrayList<>(fields.size());
            for (ServerExportField field : fields) {
                values.add(field.reader().read(server, owner, attached));
            }
            table.add(values);
        }
    }

    private final class FormatMenu extends ClientSideMenu {

        FormatMenu(Messages messages) {
            super(new Div(new SpriteIcon("download")), messages.text("servers.export"));
            setLines(Arrays.stream(ServerExportFormat.values())
                    .map(format -> MenuLine.item(
                            format.code(),
                            new InnerHtmlBuilder().text(messages.text("servers.export." + format.code()))))
                    .toList());
        }

        @Override
        protected void onSelect(String value) {
            ServerExportFormat.fromCode(value).ifPresent(ServerExportMenu.this::download);
        }
    }
}
