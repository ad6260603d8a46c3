package org.stackdeck.api.diagnostics;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.diagnostics.DiagnosticsService;
import org.stackdeck.identity.Caller;

/** REST controller with which administrators download the diagnostics bundle. */
@Tag(name = "admin")
@RestController
@RequestMapping("/api/admin/diagnostics")
class DiagnosticsController {

    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private final DiagnosticsService diagnosticsService;

    DiagnosticsController(DiagnosticsService diagnosticsService) {
        this.diagnosticsService = diagnosticsService;
    }

    /** Returns a ZIP file for bug reports, without secrets, user names, server names or addresses. */
    @GetMapping
    ResponseEntity<byte[]> export(Caller caller) {
        byte[] bundle = diagnosticsService.export(caller);
        return ResponseEntity.ok()
                .contentType(ZIP)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(DiagnosticsService.FILE_NAME)
                                .build()
                                .toString())
                .body(bundle);
    }
}
