<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>IdlePopup</name>
    <message numerus="yes">
        <source>In %n seconds the answers so far are erased, so that nobody else sees them.</source>
        <translation>
            <numerusform>In %n second the answers so far are erased, so that nobody else sees them.</numerusform>
            <numerusform>In %n seconds the answers so far are erased, so that nobody else sees them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfferCard</name>
    <message numerus="yes">
        <source>%n finished on this tablet</source>
        <translation>
            <numerusform>%n finished on this tablet</numerusform>
            <numerusform>%n finished on this tablet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message numerus="yes">
        <source>%n digits typed</source>
        <translation>
            <numerusform>%n digit typed</numerusform>
            <numerusform>%n digits typed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UserMessage</name>
    <message numerus="yes">
        <source>Too many wrong PINs. Wait %n seconds, then try again.</source>
        <translation>
            <numerusform>Too many wrong PINs. Wait %n second, then try again.</numerusform>
            <numerusform>Too many wrong PINs. Wait %n seconds, then try again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tablet’s clock is %n minute(s) ahead.</source>
        <translation>
            <numerusform>The tablet’s clock is a minute ahead.</numerusform>
            <numerusform>The tablet’s clock is %n minutes ahead.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tablet’s clock is %n hour(s) ahead.</source>
        <translation>
            <numerusform>The tablet’s clock is an hour ahead.</numerusform>
            <numerusform>The tablet’s clock is %n hours ahead.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tablet’s clock is %n day(s) ahead.</source>
        <translation>
            <numerusform>The tablet’s clock is a day ahead.</numerusform>
            <numerusform>The tablet’s clock is %n days ahead.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tablet’s clock is %n minute(s) behind.</source>
        <translation>
            <numerusform>The tablet’s clock is a minute behind.</numerusform>
            <numerusform>The tablet’s clock is %n minutes behind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tablet’s clock is %n hour(s) behind.</source>
        <translation>
            <numerusform>The tablet’s clock is an hour behind.</numerusform>
            <numerusform>The tablet’s clock is %n hours behind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tablet’s clock is %n day(s) behind.</source>
        <translation>
            <numerusform>The tablet’s clock is a day behind.</numerusform>
            <numerusform>The tablet’s clock is %n days behind.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sucharit::DiagnosticsViewModel</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n refused by the server</source>
        <translation>
            <numerusform>, %n refused by the server</numerusform>
            <numerusform>, %n refused by the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, the oldest for %n day(s)</source>
        <translation>
            <numerusform>, the oldest for %n day</numerusform>
            <numerusform>, the oldest for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Synchronized, %n received by the server</source>
        <translation>
            <numerusform>Synchronized, %n received by the server</numerusform>
            <numerusform>Synchronized, %n received by the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Synchronizing failed, %n received by the server</source>
        <translation>
            <numerusform>Synchronizing failed, %n received by the server</numerusform>
            <numerusform>Synchronizing failed, %n received by the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saved to a file</source>
        <translation>
            <numerusform>%n saved to a file</numerusform>
            <numerusform>%n saved to a file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Self-test, %n fault(s)</source>
        <translation>
            <numerusform>Self-test, %n fault</numerusform>
            <numerusform>Self-test, %n faults</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sucharit::ExportViewModel</name>
    <message numerus="yes">
        <source>%n sealed response(s) could be read and are in %1. Some are damaged: bring the tablet to the administrator too.</source>
        <translation>
            <numerusform>%n sealed response could be read and is in %1. Some are damaged: bring the tablet to the administrator too.</numerusform>
            <numerusform>%n sealed responses could be read and are in %1. Some are damaged: bring the tablet to the administrator too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sealed response(s) are in %1. Give the file to the administrator; the responses stay here too.</source>
        <translation>
            <numerusform>%n sealed response is in %1. Give the file to the administrator; the response stays here too.</numerusform>
            <numerusform>%n sealed responses are in %1. Give the file to the administrator; the responses stay here too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sucharit::FormViewModel</name>
    <message numerus="yes">
        <source>Please write at most %n letters.</source>
        <translation>
            <numerusform>Please write at most %n letter.</numerusform>
            <numerusform>Please write at most %n letters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Please choose at most %n answers.</source>
        <translation>
            <numerusform>Please choose at most %n answer.</numerusform>
            <numerusform>Please choose at most %n answers.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sucharit::SyncViewModel</name>
    <message numerus="yes">
        <source>Done. The server has received %n response(s).</source>
        <translation>
            <numerusform>Done. The server has received %n response.</numerusform>
            <numerusform>Done. The server has received %n responses.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sucharit::WarningsViewModel</name>
    <message numerus="yes">
        <source>Responses have been waiting here for %n day(s). Bring the tablet to a network and synchronize, or save them to a file.</source>
        <translation>
            <numerusform>Responses have been waiting here for a day. Bring the tablet to a network and synchronize, or save them to a file.</numerusform>
            <numerusform>Responses have been waiting here for %n days. Bring the tablet to a network and synchronize, or save them to a file.</numerusform>
        </translation>
    </message>
</context>
</TS>
