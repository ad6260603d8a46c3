package org.stackdeck.diagnostics;

import org.springframework.stereotype.Service;
import org.stackdeck.diagnostics.bundle.BundleWriter;
import org.stackdeck.diagnostics.bundle.VersionsReader;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.AdminActionExecutor.AdminAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;

/** Checks permissions and audits exports of the diagnostics bundle. */
@Service
class DefaultDiagnosticsService implements DiagnosticsService {

    private final UserDirectory userDirectory;
    private final AdminActionExecutor executor;
    private final VersionsReader versionsReader;
    private final BundleWriter bundleWriter;

    DefaultDiagnosticsService(
            UserDirectory userDirectory,
            AdminActionExecutor executor,
            VersionsReader versionsReader,
            BundleWriter bundleWriter) {
        this.userDirectory = userDirectory;
        this.executor = executor;
        this.versionsReader = versionsReader;
        this.bundleWriter = bundleWriter;
    }

    @Override
    public ProductInformation product() {
        return versionsReader.product();
    }

    @Override
    public RuntimeVersions runtimeVersions(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return versionsReader.runtimeVersions();
    }

    @Override
    public void requireExport(Caller caller) {
        executor.requireExecutable(adminAction(caller));
    }

    @Override
    public byte[] export(Caller caller) {
        AdminAction adminAction = adminAction(caller);
        executor.requireExecutable(adminAction);
        // Write the bundle outside the transaction, which holds a connection to the database.
        byte[] bundle = bundleWriter.write();
        return executor.execute(adminAction, () -> {
            executor.recordSuccess(adminAction, null);
            return bundle;
        });
    }

    private static AdminAction adminAction(Caller caller) {
        return new AdminAction(caller, "diagnostics.export", null, null, null);
    }
}
