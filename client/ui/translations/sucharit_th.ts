<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="th">
<context>
    <name>AppWindow</name>
    <message>
        <source>Sucharit</source>
        <translation>สุจริต</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>Staff</source>
        <translation>เจ้าหน้าที่</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>ยังไม่ทำตอนนี้</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>ต่อไป</translation>
    </message>
    <message>
        <source>Your card, please</source>
        <translation>โปรดใช้บัตรของท่าน</translation>
    </message>
    <message>
        <source>The card makes sure that each person answers once. Nobody knows who drew which card, and it is sealed with your answers.</source>
        <translation>บัตรช่วยให้แต่ละคนตอบเพียงครั้งเดียว ไม่มีใครรู้ว่าใครจับได้บัตรใบไหน และรหัสถูกผนึกไปพร้อมคำตอบของท่าน</translation>
    </message>
    <message>
        <source>Scan the code on the card</source>
        <translation>สแกนรหัสบนบัตร</translation>
    </message>
    <message>
        <source>The sixteen letters and digits on the card</source>
        <translation>ตัวอักษรและตัวเลขสิบหกตัวบนบัตร</translation>
    </message>
    <message>
        <source>Capitals and small letters are the same, and the dashes come by themselves. There is no letter O or I and no digit 0 or 1.</source>
        <translation>พิมพ์ตัวใหญ่หรือตัวเล็กก็ได้ ขีดคั่นจะขึ้นเอง ไม่มีตัวอักษร O หรือ I และไม่มีเลข 0 หรือ 1</translation>
    </message>
</context>
<context>
    <name>CheckList</name>
    <message>
        <source>Self-test</source>
        <translation>ทดสอบตัวเอง</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>ปกติ</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>บกพร่อง</translation>
    </message>
    <message>
        <source>Testing …</source>
        <translation>กำลังทดสอบ …</translation>
    </message>
    <message>
        <source>Test this tablet</source>
        <translation>ทดสอบแท็บเล็ตนี้</translation>
    </message>
</context>
<context>
    <name>DisasterPage</name>
    <message>
        <source>Sucharit</source>
        <translation>สุจริต</translation>
    </message>
    <message>
        <source>Close the app</source>
        <translation>ปิดแอป</translation>
    </message>
    <message>
        <source>The app can’t open its data</source>
        <translation>แอปเปิดข้อมูลไม่ได้</translation>
    </message>
    <message>
        <source>Responses that were finished stay in this folder, sealed. Don’t delete it:</source>
        <translation>คำตอบที่เสร็จแล้วยังปิดผนึกอยู่ในโฟลเดอร์นี้ กรุณาอย่าลบ:</translation>
    </message>
</context>
<context>
    <name>EnrolPage</name>
    <message>
        <source>Sucharit</source>
        <translation>สุจริต</translation>
    </message>
    <message>
        <source>Enrolling …</source>
        <translation>กำลังลงทะเบียน …</translation>
    </message>
    <message>
        <source>Enrol this tablet</source>
        <translation>ลงทะเบียนแท็บเล็ตนี้</translation>
    </message>
    <message>
        <source>The administrator of your agency has a ticket for each tablet. From then on this tablet speaks with that agency’s server and no other.</source>
        <translation>ผู้ดูแลระบบของหน่วยงานมีตั๋วสำหรับแท็บเล็ตแต่ละเครื่อง เมื่อลงทะเบียนแล้ว แท็บเล็ตนี้จะติดต่อกับเซิร์ฟเวอร์ของหน่วยงานนั้นเท่านั้น</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>ตั๋วลงทะเบียน</translation>
    </message>
    <message>
        <source>Name of this tablet</source>
        <translation>ชื่อแท็บเล็ตเครื่องนี้</translation>
    </message>
    <message>
        <source>for example: Counter 2</source>
        <translation>เช่น ช่องบริการ 2</translation>
    </message>
    <message>
        <source>For the server %1</source>
        <translation>สำหรับเซิร์ฟเวอร์ %1</translation>
    </message>
    <message>
        <source>Scan the ticket’s code</source>
        <translation>สแกนรหัสของตั๋ว</translation>
    </message>
    <message>
        <source>Scan it, choose a file, or paste or type all of it.</source>
        <translation>สแกน เลือกไฟล์ หรือวางหรือพิมพ์ให้ครบทั้งหมด</translation>
    </message>
</context>
<context>
    <name>ErasedPage</name>
    <message>
        <source>Staff: go on</source>
        <translation>เจ้าหน้าที่: ดำเนินการต่อ</translation>
    </message>
    <message>
        <source>An unfinished response was erased</source>
        <translation>ลบชุดคำตอบที่ยังไม่เสร็จแล้ว</translation>
    </message>
    <message>
        <source>The app was closed while somebody was answering. That was more than half an hour ago, or the tablet’s clock was set back since.</source>
        <translation>แอปถูกปิดขณะที่มีผู้กำลังตอบ เหตุเกิดนานกว่าครึ่งชั่วโมงแล้ว หรือนาฬิกาของแท็บเล็ตถูกตั้งย้อนหลังหลังจากนั้น</translation>
    </message>
    <message>
        <source>Nobody can know whether the same person is still here, so nothing of it was kept. Responses that were finished are safe.</source>
        <translation>ไม่มีใครทราบได้ว่าผู้ตอบคนเดิมยังอยู่ที่นี่หรือไม่ จึงไม่ได้เก็บคำตอบส่วนใดไว้ ชุดคำตอบที่ตอบเสร็จแล้วยังปลอดภัย</translation>
    </message>
</context>
<context>
    <name>ExportBox</name>
    <message>
        <source>Save the unsent responses to a file</source>
        <translation>บันทึกคำตอบที่ยังไม่ได้ส่งลงไฟล์</translation>
    </message>
</context>
<context>
    <name>HandOverPage</name>
    <message>
        <source>Back</source>
        <translation>กลับ</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>ส่งแท็บเล็ตให้ผู้ตอบ</translation>
    </message>
    <message>
        <source>Before you hand over</source>
        <translation>ก่อนส่งแท็บเล็ตให้ผู้ตอบ</translation>
    </message>
    <message>
        <source>The respondent doesn’t see this. It is kept with the answers and counted only for groups large enough.</source>
        <translation>ผู้ตอบไม่เห็นหน้านี้ ข้อมูลนี้เก็บไปกับคำตอบ และเผยแพร่เฉพาะกลุ่มที่มีผู้ตอบมากพอ</translation>
    </message>
</context>
<context>
    <name>IdlePopup</name>
    <message>
        <source>Are you still there?</source>
        <translation>ท่านยังอยู่หรือไม่</translation>
    </message>
    <message numerus="yes">
        <source>In %n seconds the answers so far are erased, so that nobody else sees them.</source>
        <translation>
            <numerusform>อีก %n วินาที คำตอบที่ให้ไว้จะถูกลบ เพื่อไม่ให้ผู้อื่นเห็น</numerusform>
        </translation>
    </message>
    <message>
        <source>I’m still here</source>
        <translation>ยังอยู่</translation>
    </message>
</context>
<context>
    <name>OfferCard</name>
    <message>
        <source>Hand over: %1</source>
        <translation>ส่งให้ผู้ตอบ: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n finished on this tablet</source>
        <translation>
            <numerusform>เสร็จแล้วบนแท็บเล็ตนี้ %n ชุด</numerusform>
        </translation>
    </message>
    <message>
        <source>Rehearsal</source>
        <translation>ซ้อม</translation>
    </message>
</context>
<context>
    <name>OnScreenKeyboard</name>
    <message>
        <source>Keyboard</source>
        <translation>แป้นพิมพ์</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>ยกแคร่</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>ลบ</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>เว้นวรรค</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>ขึ้นบรรทัด</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>ซ่อน</translation>
    </message>
    <message>
        <source>Hide the keyboard</source>
        <translation>ซ่อนแป้นพิมพ์</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Back</source>
        <translation>กลับ</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>กำลังบันทึก …</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>ต่อไป</translation>
    </message>
    <message>
        <source>Add this person</source>
        <translation>เพิ่มคนนี้</translation>
    </message>
    <message>
        <source>Who hands this tablet over?</source>
        <translation>ใครเป็นผู้ส่งแท็บเล็ตให้ผู้ตอบ</translation>
    </message>
    <message>
        <source>Staff of this tablet</source>
        <translation>เจ้าหน้าที่ประจำเครื่องนี้</translation>
    </message>
    <message>
        <source>A respondent can’t leave the questions without a PIN. Each person of the staff has a PIN of their own, four to eight digits long.</source>
        <translation>ผู้ตอบออกจากหน้าคำถามไม่ได้หากไม่มีรหัส PIN เจ้าหน้าที่แต่ละคนมีรหัส PIN ของตนเอง เป็นตัวเลข 4 ถึง 8 หลัก</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (ท่าน)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>นำออก</translation>
    </message>
    <message>
        <source>You</source>
        <translation>ตัวท่าน</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>เพิ่มเจ้าหน้าที่</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>ชื่อ</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>รหัส PIN</translation>
    </message>
    <message>
        <source>The same PIN again</source>
        <translation>รหัส PIN เดิมอีกครั้ง</translation>
    </message>
    <message>
        <source>A new PIN for yourself</source>
        <translation>เปลี่ยนรหัส PIN ของท่าน</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>รหัส PIN ใหม่</translation>
    </message>
    <message>
        <source>Change my PIN</source>
        <translation>เปลี่ยนรหัส PIN</translation>
    </message>
    <message>
        <source>Remove this person?</source>
        <translation>นำเจ้าหน้าที่คนนี้ออกหรือไม่</translation>
    </message>
    <message>
        <source>They can’t take this tablet back any more. Responses stay as they are.</source>
        <translation>เจ้าหน้าที่คนนี้จะรับแท็บเล็ตคืนไม่ได้อีก คำตอบที่เก็บไว้ไม่เปลี่ยนแปลง</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>ไม่นำออก</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>นำออก: %1</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Delete</source>
        <translation>ลบ</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>ตกลง</translation>
    </message>
</context>
<context>
    <name>QrReader</name>
    <message>
        <source>Stop the camera</source>
        <translation>หยุดกล้อง</translation>
    </message>
    <message>
        <source>The camera can’t be used. Type the code instead.</source>
        <translation>ใช้กล้องไม่ได้ โปรดพิมพ์รหัสแทน</translation>
    </message>
    <message>
        <source>Hold the code in front of the camera, a hand’s breadth away.</source>
        <translation>ถือรหัสไว้หน้ากล้อง ห่างประมาณหนึ่งฝ่ามือ</translation>
    </message>
</context>
<context>
    <name>QuestionPage</name>
    <message>
        <source>Question %1 of %2</source>
        <translation>ข้อ %1 จาก %2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>หยุดตอบ</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>ย้อนกลับ</translation>
    </message>
    <message>
        <source>Choose one answer</source>
        <translation>เลือกหนึ่งคำตอบ</translation>
    </message>
    <message>
        <source>Look at my answers</source>
        <translation>ตรวจทานคำตอบ</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>ถัดไป</translation>
    </message>
    <message>
        <source>Stop answering?</source>
        <translation>ต้องการหยุดตอบหรือไม่</translation>
    </message>
    <message>
        <source>Your answers so far are erased. Nothing is kept.</source>
        <translation>คำตอบที่ให้ไว้จะถูกลบ ไม่มีการเก็บข้อมูลใดไว้</translation>
    </message>
    <message>
        <source>Go on answering</source>
        <translation>ตอบต่อ</translation>
    </message>
    <message>
        <source>Stop and erase</source>
        <translation>หยุดและลบคำตอบ</translation>
    </message>
    <message>
        <source>Type a number</source>
        <translation>กรุณาใส่ตัวเลข</translation>
    </message>
    <message>
        <source>Write an answer</source>
        <translation>กรุณาเขียนคำตอบ</translation>
    </message>
    <message>
        <source>Choose at least one answer</source>
        <translation>กรุณาเลือกอย่างน้อยหนึ่งคำตอบ</translation>
    </message>
    <message>
        <source>Skip this question</source>
        <translation>ข้ามข้อนี้</translation>
    </message>
    <message>
        <source>You may leave this question out.</source>
        <translation>ข้อนี้ไม่ตอบก็ได้</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>บันทึกแล้ว</translation>
    </message>
    <message>
        <source>%1 of %2 letters</source>
        <translation>%1 จาก %2 ตัวอักษร</translation>
    </message>
    <message>
        <source>Please don’t write names or anything that tells who you are.</source>
        <translation>กรุณาอย่าเขียนชื่อหรือสิ่งที่บอกได้ว่าท่านเป็นใคร</translation>
    </message>
</context>
<context>
    <name>ReceiptCard</name>
    <message>
        <source>Your receipt</source>
        <translation>ใบรับของท่าน</translation>
    </message>
    <message>
        <source>Write it down or photograph it. When the results are published you can check that your response was counted. The receipt doesn’t tell what you answered, and it is kept nowhere on this tablet.</source>
        <translation>จดหรือถ่ายรูปไว้ เมื่อเผยแพร่ผลแล้ว ท่านตรวจได้ว่าคำตอบของท่านถูกนับ ใบรับไม่บอกว่าท่านตอบอะไร และไม่ถูกเก็บไว้ในแท็บเล็ตนี้</translation>
    </message>
    <message>
        <source>The receipt as a QR code</source>
        <translation>ใบรับเป็นรหัส QR</translation>
    </message>
</context>
<context>
    <name>ResumePage</name>
    <message>
        <source>Erase</source>
        <translation>ลบ</translation>
    </message>
    <message>
        <source>A response isn’t finished</source>
        <translation>มีคำตอบที่ยังไม่เสร็จ</translation>
    </message>
    <message>
        <source>The app was closed while somebody was answering. The answers given so far are safe and hidden.</source>
        <translation>แอปถูกปิดขณะที่มีผู้กำลังตอบ คำตอบที่ให้ไว้ยังปลอดภัยและถูกซ่อนไว้</translation>
    </message>
    <message>
        <source>Question %1 of %2</source>
        <translation>ข้อ %1 จาก %2</translation>
    </message>
    <message>
        <source>Erase the unfinished response?</source>
        <translation>ต้องการลบคำตอบที่ยังไม่เสร็จหรือไม่</translation>
    </message>
    <message>
        <source>Nothing of it is kept.</source>
        <translation>จะไม่มีการเก็บข้อมูลใดไว้</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>ยังไม่ลบ</translation>
    </message>
    <message>
        <source>Staff: hand it back</source>
        <translation>เจ้าหน้าที่: ส่งคืนผู้ตอบ</translation>
    </message>
    <message>
        <source>Whoever handed the tablet over hands it back with their own PIN, and only if the same person is here. Otherwise erase it: nothing is kept then.</source>
        <translation>ผู้ที่ส่งแท็บเล็ตให้ผู้ตอบเป็นผู้ส่งคืนด้วยรหัส PIN ของตนเอง และเฉพาะเมื่อผู้ตอบคนเดิมยังอยู่ที่นี่ มิฉะนั้นให้ลบทิ้ง โดยจะไม่เก็บสิ่งใดไว้</translation>
    </message>
    <message>
        <source>Nobody can hand it back, so it can only be erased. Nothing is kept then.</source>
        <translation>ไม่มีผู้ใดส่งคืนได้ จึงลบทิ้งได้เท่านั้น โดยจะไม่เก็บสิ่งใดไว้</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Your answers</source>
        <translation>คำตอบของท่าน</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>หยุดตอบ</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>ย้อนกลับ</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>กำลังบันทึก …</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>ส่งคำตอบ</translation>
    </message>
    <message>
        <source>Is this what you meant?</source>
        <translation>คำตอบตรงกับที่ท่านตั้งใจหรือไม่</translation>
    </message>
    <message>
        <source>Press a question to change its answer. After you finish, nobody can read or change it on this tablet.</source>
        <translation>กดที่ข้อใดเพื่อเปลี่ยนคำตอบ เมื่อส่งคำตอบแล้ว จะไม่มีใครอ่านหรือเปลี่ยนคำตอบบนแท็บเล็ตนี้ได้</translation>
    </message>
    <message>
        <source>Stop answering?</source>
        <translation>ต้องการหยุดตอบหรือไม่</translation>
    </message>
    <message>
        <source>Your answers so far are erased. Nothing is kept.</source>
        <translation>คำตอบที่ให้ไว้จะถูกลบ ไม่มีการเก็บข้อมูลใดไว้</translation>
    </message>
    <message>
        <source>Go on answering</source>
        <translation>ตอบต่อ</translation>
    </message>
    <message>
        <source>Stop and erase</source>
        <translation>หยุดและลบคำตอบ</translation>
    </message>
</context>
<context>
    <name>ReviewRow</name>
    <message>
        <source>Question %1: %2. Your answer: %3. Press to change it.</source>
        <translation>ข้อ %1 %2 คำตอบของท่าน: %3 กดเพื่อเปลี่ยนคำตอบ</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>เปลี่ยน</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Back</source>
        <translation>กลับ</translation>
    </message>
    <message>
        <source>Settings and diagnostics</source>
        <translation>การตั้งค่าและตรวจสอบเครื่อง</translation>
    </message>
    <message>
        <source>Keyboard on the screen</source>
        <translation>แป้นพิมพ์บนหน้าจอ</translation>
    </message>
    <message>
        <source>If this device has no keyboard of its own</source>
        <translation>แสดงเมื่อเครื่องนี้ไม่มีแป้นพิมพ์ของตัวเอง</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>แสดงเสมอ</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>ไม่แสดง</translation>
    </message>
    <message>
        <source>This tablet</source>
        <translation>แท็บเล็ตนี้</translation>
    </message>
    <message>
        <source>Versions and storage</source>
        <translation>รุ่นและพื้นที่เก็บข้อมูล</translation>
    </message>
    <message>
        <source>Responses that wait</source>
        <translation>คำตอบที่รอส่ง</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>รอส่ง</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>ไม่มี</translation>
    </message>
    <message>
        <source>Synchronization</source>
        <translation>การเชื่อมข้อมูล</translation>
    </message>
    <message>
        <source>Last time all went well</source>
        <translation>ครั้งล่าสุดที่สำเร็จทั้งหมด</translation>
    </message>
    <message>
        <source>never</source>
        <translation>ยังไม่เคย</translation>
    </message>
    <message>
        <source>What failed while synchronizing</source>
        <translation>ข้อผิดพลาดขณะเชื่อมข้อมูล</translation>
    </message>
    <message>
        <source>Nothing failed.</source>
        <translation>ไม่มีข้อผิดพลาด</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>บันทึกเหตุการณ์</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>ยังไม่มีเหตุการณ์</translation>
    </message>
    <message>
        <source>The log holds times, counts and codes of faults, and nothing of what respondents did.</source>
        <translation>บันทึกนี้มีเพียงเวลา จำนวน และรหัสข้อผิดพลาด ไม่มีสิ่งใดที่ผู้ตอบทำ</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Back</source>
        <translation>กลับ</translation>
    </message>
    <message>
        <source>Staff: sign in</source>
        <translation>เจ้าหน้าที่: เข้าใช้งาน</translation>
    </message>
    <message>
        <source>Press your name, then type your PIN.</source>
        <translation>กดชื่อของท่าน แล้วใส่รหัส PIN</translation>
    </message>
    <message>
        <source>Type your PIN.</source>
        <translation>ใส่รหัส PIN ของท่าน</translation>
    </message>
    <message numerus="yes">
        <source>%n digits typed</source>
        <translation>
            <numerusform>ใส่แล้ว %n หลัก</numerusform>
        </translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>รหัส PIN</translation>
    </message>
    <message>
        <source>Hand the response back</source>
        <translation>ส่งชุดคำตอบคืนให้ผู้ตอบ</translation>
    </message>
    <message>
        <source>Only the person who handed the tablet over can hand it back.</source>
        <translation>เฉพาะผู้ที่ส่งแท็บเล็ตให้ผู้ตอบเท่านั้นที่ส่งคืนได้</translation>
    </message>
</context>
<context>
    <name>StaffPage</name>
    <message>
        <source>Hand the tablet over</source>
        <translation>ส่งแท็บเล็ตให้ผู้ตอบ</translation>
    </message>
    <message>
        <source>Choose the questionnaire, then give the tablet to the person who answers.</source>
        <translation>เลือกแบบสอบถาม แล้วส่งแท็บเล็ตให้ผู้ตอบ</translation>
    </message>
    <message>
        <source>No questionnaire may be begun now. Synchronize to see whether a round is open.</source>
        <translation>ขณะนี้ไม่มีแบบสอบถามให้เริ่มตอบ กรุณาเชื่อมข้อมูลเพื่อดูว่ามีรอบที่เปิดอยู่หรือไม่</translation>
    </message>
    <message>
        <source>Staff and PINs</source>
        <translation>เจ้าหน้าที่และรหัส PIN</translation>
    </message>
    <message>
        <source>Sign out: %1</source>
        <translation>ออกจากระบบ: %1</translation>
    </message>
    <message>
        <source>Leave to employees</source>
        <translation>ให้บุคลากรใช้เอง</translation>
    </message>
    <message>
        <source>Settings and diagnostics</source>
        <translation>การตั้งค่าและตรวจสอบเครื่อง</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Not now</source>
        <translation>ยังไม่ตอบ</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>เริ่มตอบ</translation>
    </message>
    <message>
        <source>We would like to hear your view</source>
        <translation>ขอทราบความเห็นของท่าน</translation>
    </message>
    <message>
        <source>Who asks?</source>
        <translation>ใครเป็นผู้ถาม</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>ถามเพื่ออะไร</translation>
    </message>
    <message>
        <source>How long does it take?</source>
        <translation>ใช้เวลานานเท่าใด</translation>
    </message>
    <message>
        <source>Who may answer?</source>
        <translation>ใครตอบได้บ้าง</translation>
    </message>
    <message>
        <source>What is kept?</source>
        <translation>เก็บอะไรไว้บ้าง</translation>
    </message>
    <message>
        <source>What is never kept?</source>
        <translation>อะไรที่ไม่มีการเก็บ</translation>
    </message>
    <message>
        <source>Answering is up to you. You may stop at any time; then nothing is kept.</source>
        <translation>การตอบเป็นไปตามความสมัครใจ ท่านหยุดตอบเมื่อใดก็ได้ และจะไม่มีการเก็บข้อมูลใดไว้</translation>
    </message>
</context>
<context>
    <name>StoppedPage</name>
    <message>
        <source>Staff: next person</source>
        <translation>สำหรับเจ้าหน้าที่: คนถัดไป</translation>
    </message>
    <message>
        <source>Stopped. Nothing was kept.</source>
        <translation>หยุดตอบแล้ว ไม่มีการเก็บข้อมูลใดไว้</translation>
    </message>
    <message>
        <source>The answers were erased from this tablet.</source>
        <translation>ลบคำตอบออกจากแท็บเล็ตนี้แล้ว</translation>
    </message>
    <message>
        <source>Please hand the tablet back to staff.</source>
        <translation>กรุณาส่งแท็บเล็ตคืนเจ้าหน้าที่</translation>
    </message>
    <message>
        <source>Done: next person</source>
        <translation>เสร็จแล้ว: คนต่อไป</translation>
    </message>
    <message>
        <source>Please let the next person come.</source>
        <translation>โปรดให้คนต่อไปเข้ามา</translation>
    </message>
</context>
<context>
    <name>SyncCard</name>
    <message>
        <source>Responses on this tablet</source>
        <translation>คำตอบในแท็บเล็ตนี้</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>รอส่ง</translation>
    </message>
    <message>
        <source>Received by the server</source>
        <translation>เซิร์ฟเวอร์ได้รับแล้ว</translation>
    </message>
    <message>
        <source>Received too late to count</source>
        <translation>เซิร์ฟเวอร์ได้รับช้าเกินกว่าจะนับ</translation>
    </message>
    <message>
        <source>Refused by the server and kept here: tell the administrator</source>
        <translation>เซิร์ฟเวอร์ไม่รับและยังเก็บไว้ที่นี่ กรุณาแจ้งผู้ดูแลระบบ</translation>
    </message>
    <message>
        <source>Last synchronized %1</source>
        <translation>เชื่อมข้อมูลล่าสุด %1</translation>
    </message>
    <message>
        <source>Not synchronized yet</source>
        <translation>ยังไม่เคยเชื่อมข้อมูล</translation>
    </message>
    <message>
        <source>Stop sending</source>
        <translation>หยุดส่ง</translation>
    </message>
    <message>
        <source>Synchronize now</source>
        <translation>เชื่อมข้อมูลตอนนี้</translation>
    </message>
    <message>
        <source>The tablet also sends by itself, some time after the last response.</source>
        <translation>แท็บเล็ตจะส่งเองด้วย หลังจากมีผู้ตอบคนสุดท้ายไประยะหนึ่ง</translation>
    </message>
</context>
<context>
    <name>ThankYouPage</name>
    <message>
        <source>Staff: next person</source>
        <translation>สำหรับเจ้าหน้าที่: คนถัดไป</translation>
    </message>
    <message>
        <source>Thank you</source>
        <translation>ขอบคุณ</translation>
    </message>
    <message>
        <source>Your answers are saved and sealed. Nobody can read them on this tablet, not even staff.</source>
        <translation>บันทึกและปิดผนึกคำตอบของท่านแล้ว ไม่มีใครเปิดอ่านได้บนแท็บเล็ตเครื่องนี้ แม้แต่เจ้าหน้าที่</translation>
    </message>
    <message>
        <source>Please hand the tablet back to staff.</source>
        <translation>กรุณาส่งแท็บเล็ตคืนเจ้าหน้าที่</translation>
    </message>
    <message>
        <source>Done: next person</source>
        <translation>เสร็จแล้ว: คนต่อไป</translation>
    </message>
    <message>
        <source>Please let the next person come.</source>
        <translation>โปรดให้คนต่อไปเข้ามา</translation>
    </message>
</context>
<context>
    <name>TicketFiles</name>
    <message>
        <source>Look for files again</source>
        <translation>ค้นหาไฟล์อีกครั้ง</translation>
    </message>
    <message>
        <source>Choose a ticket file or a picture of the code</source>
        <translation>เลือกไฟล์ตั๋วหรือรูปของรหัส</translation>
    </message>
    <message>
        <source>There is no ticket file and no picture on this tablet, nor on a stick in it.</source>
        <translation>ไม่มีไฟล์ตั๋วหรือรูปในแท็บเล็ตนี้ และไม่มีในแฟลชไดรฟ์ที่เสียบอยู่</translation>
    </message>
    <message>
        <source>File %1 in the folder %2</source>
        <translation>ไฟล์ %1 ในโฟลเดอร์ %2</translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>%1 %2, %3</source>
        <extracomment>Day and month, year, time: &quot;1 Mar 2024, 12:05&quot;. The year is of the Buddhist era in Thai.</extracomment>
        <translation>%1 %2 เวลา %3 น.</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>A %1%</source>
        <translation>ก %1%</translation>
    </message>
    <message>
        <source>Text size %1 percent. Press for the next size.</source>
        <translation>ขนาดอักษร %1 เปอร์เซ็นต์ กดเพื่อเปลี่ยนขนาด</translation>
    </message>
    <message>
        <source>Light colours. Press for dark ones.</source>
        <translation>สีสว่าง กดเพื่อเปลี่ยนเป็นสีเข้ม</translation>
    </message>
    <message>
        <source>Dark colours. Press for high contrast.</source>
        <translation>สีเข้ม กดเพื่อเปลี่ยนเป็นสีตัดกันสูง</translation>
    </message>
    <message>
        <source>High contrast. Press for light colours.</source>
        <translation>สีตัดกันสูง กดเพื่อเปลี่ยนเป็นสีสว่าง</translation>
    </message>
</context>
<context>
    <name>UserMessage</name>
    <message>
        <source>This isn’t a whole enrolment ticket. Copy all of it, from “SUCHARIT1:” to the end.</source>
        <translation>ตั๋วลงทะเบียนไม่ครบ กรุณาคัดลอกมาทั้งหมด ตั้งแต่ “SUCHARIT1:” จนจบ</translation>
    </message>
    <message>
        <source>The server doesn’t know this ticket: it was used before, or it has expired. Ask the administrator for a new one.</source>
        <translation>เซิร์ฟเวอร์ไม่รู้จักตั๋วนี้ อาจถูกใช้ไปแล้วหรือหมดอายุ กรุณาขอตั๋วใหม่จากผู้ดูแลระบบ</translation>
    </message>
    <message>
        <source>This tablet is enrolled already. Nothing was changed.</source>
        <translation>แท็บเล็ตนี้ลงทะเบียนไว้แล้ว ไม่มีอะไรเปลี่ยนแปลง</translation>
    </message>
    <message>
        <source>This tablet isn’t enrolled, or the server doesn’t know it. Ask the administrator. The responses are safe here.</source>
        <translation>แท็บเล็ตนี้ยังไม่ได้ลงทะเบียน หรือเซิร์ฟเวอร์ไม่รู้จัก กรุณาติดต่อผู้ดูแลระบบ คำตอบยังอยู่ในเครื่องนี้อย่างปลอดภัย</translation>
    </message>
    <message>
        <source>The administrator has locked this tablet out. The responses are safe here; bring the tablet to the administrator.</source>
        <translation>ผู้ดูแลระบบระงับแท็บเล็ตเครื่องนี้ คำตอบยังอยู่ในเครื่องนี้อย่างปลอดภัย กรุณานำแท็บเล็ตไปให้ผู้ดูแลระบบ</translation>
    </message>
    <message>
        <source>This questionnaire isn’t offered any more. Synchronize and choose another.</source>
        <translation>แบบสอบถามนี้ไม่เปิดให้ตอบแล้ว กรุณาเชื่อมข้อมูลแล้วเลือกแบบอื่น</translation>
    </message>
    <message>
        <source>This questionnaire takes no new answers now.</source>
        <translation>ขณะนี้แบบสอบถามนี้ไม่รับคำตอบใหม่</translation>
    </message>
    <message>
        <source>The server has changed this round and doesn’t take its responses. They are safe here; tell the administrator.</source>
        <translation>เซิร์ฟเวอร์เปลี่ยนแปลงรอบนี้และไม่รับคำตอบ คำตอบยังอยู่ในเครื่องนี้อย่างปลอดภัย กรุณาแจ้งผู้ดูแลระบบ</translation>
    </message>
    <message>
        <source>The receipt didn’t come from the right server. Nothing was lost: the responses stay here. Tell the administrator.</source>
        <translation>ใบรับไม่ได้มาจากเซิร์ฟเวอร์ที่ถูกต้อง ไม่มีอะไรสูญหาย คำตอบยังอยู่ในเครื่องนี้ กรุณาแจ้งผู้ดูแลระบบ</translation>
    </message>
    <message>
        <source>The server has lost responses that it had received from this tablet. Tell the administrator now, and keep this tablet as it is.</source>
        <translation>เซิร์ฟเวอร์ทำคำตอบที่ได้รับจากแท็บเล็ตนี้แล้วหายไป กรุณาแจ้งผู้ดูแลระบบทันที และเก็บแท็บเล็ตเครื่องนี้ไว้ตามเดิม</translation>
    </message>
    <message>
        <source>The server found what was sent too large. The responses are safe here; tell the administrator.</source>
        <translation>เซิร์ฟเวอร์แจ้งว่าข้อมูลที่ส่งมีขนาดใหญ่เกินไป คำตอบยังอยู่ในเครื่องนี้อย่างปลอดภัย กรุณาแจ้งผู้ดูแลระบบ</translation>
    </message>
    <message>
        <source>A question has no answer yet. Go back to it and choose one.</source>
        <translation>ยังมีข้อที่ไม่ได้ตอบ กรุณากลับไปเลือกคำตอบ</translation>
    </message>
    <message>
        <source>This answer doesn’t fit the question. Please choose again.</source>
        <translation>คำตอบนี้ไม่ตรงกับคำถาม กรุณาเลือกใหม่</translation>
    </message>
    <message>
        <source>There is no room left to save. What was saved before is safe. Free some space, then try again.</source>
        <translation>พื้นที่เก็บข้อมูลเต็ม สิ่งที่บันทึกไว้ก่อนหน้ายังปลอดภัย กรุณาเพิ่มพื้นที่ว่างแล้วลองอีกครั้ง</translation>
    </message>
    <message>
        <source>The tablet can’t write to its folder. What was saved before is safe. Check the storage and its permissions.</source>
        <translation>แท็บเล็ตเขียนข้อมูลลงโฟลเดอร์ไม่ได้ สิ่งที่บันทึกไว้ก่อนหน้ายังปลอดภัย กรุณาตรวจสอบที่เก็บข้อมูลและสิทธิ์การเขียน</translation>
    </message>
    <message>
        <source>The data was written by a newer version of this app. Install the newer version. Nothing was changed.</source>
        <translation>ข้อมูลนี้เขียนโดยแอปรุ่นใหม่กว่า กรุณาติดตั้งรุ่นใหม่กว่า ไม่มีอะไรเปลี่ยนแปลง</translation>
    </message>
    <message>
        <source>The tablet’s data is damaged. Nothing was overwritten. Bring the tablet to the administrator as it is.</source>
        <translation>ข้อมูลในแท็บเล็ตเสียหาย ไม่มีการเขียนทับสิ่งใด กรุณานำแท็บเล็ตไปให้ผู้ดูแลระบบตามสภาพที่เป็นอยู่</translation>
    </message>
    <message>
        <source>The app is open already. Close the other window, then try again.</source>
        <translation>แอปเปิดอยู่แล้ว กรุณาปิดหน้าต่างอื่นแล้วลองอีกครั้ง</translation>
    </message>
    <message>
        <source>The file can’t be read as a ticket. Check its name and try again.</source>
        <translation>อ่านไฟล์ตั๋วไม่ได้ กรุณาตรวจสอบชื่อไฟล์แล้วลองอีกครั้ง</translation>
    </message>
    <message>
        <source>The server can’t be reached. Check the network. The responses are safe on this tablet.</source>
        <translation>ติดต่อเซิร์ฟเวอร์ไม่ได้ กรุณาตรวจสอบเครือข่าย คำตอบยังอยู่ในแท็บเล็ตนี้อย่างปลอดภัย</translation>
    </message>
    <message>
        <source>Stopped. The responses are safe on this tablet.</source>
        <translation>หยุดส่งแล้ว คำตอบยังอยู่ในแท็บเล็ตนี้อย่างปลอดภัย</translation>
    </message>
    <message>
        <source>The server has no room now. The responses are safe on this tablet. Try again later.</source>
        <translation>ขณะนี้เซิร์ฟเวอร์ไม่มีพื้นที่ว่าง คำตอบยังอยู่ในแท็บเล็ตนี้อย่างปลอดภัย กรุณาลองใหม่ภายหลัง</translation>
    </message>
    <message>
        <source>Something went wrong. What was saved is safe on this tablet. Try again, or tell the administrator.</source>
        <translation>เกิดข้อผิดพลาด สิ่งที่บันทึกไว้ยังปลอดภัยในแท็บเล็ตนี้ กรุณาลองอีกครั้ง หรือแจ้งผู้ดูแลระบบ</translation>
    </message>
    <message numerus="yes">
        <source>Too many wrong PINs. Wait %n seconds, then try again.</source>
        <translation>
            <numerusform>ใส่รหัส PIN ผิดหลายครั้ง กรุณารอ %n วินาที แล้วลองใหม่</numerusform>
        </translation>
    </message>
    <message>
        <source>This isn’t the right PIN. Try again.</source>
        <translation>รหัส PIN ไม่ถูกต้อง กรุณาลองใหม่</translation>
    </message>
    <message>
        <source>A PIN has four to eight digits.</source>
        <translation>รหัส PIN ต้องเป็นตัวเลข 4 ถึง 8 หลัก</translation>
    </message>
    <message>
        <source>Somebody has this name already, or it is empty. Choose another.</source>
        <translation>ชื่อนี้ว่างหรือมีผู้ใช้แล้ว กรุณาใช้ชื่ออื่น</translation>
    </message>
    <message>
        <source>Somebody must be left who can take the tablet back.</source>
        <translation>ต้องมีเจ้าหน้าที่อย่างน้อยหนึ่งคนที่รับแท็บเล็ตคืนได้</translation>
    </message>
    <message>
        <source>Somebody else handed the tablet over. Only they can hand it back; anybody may erase the response.</source>
        <translation>ผู้อื่นเป็นผู้ส่งแท็บเล็ตให้ผู้ตอบ ผู้นั้นเท่านั้นที่ส่งคืนได้ ส่วนการลบชุดคำตอบใครก็ทำได้</translation>
    </message>
    <message>
        <source>This tablet has taken as many responses today as this survey allows. Go on tomorrow, or use another tablet.</source>
        <translation>วันนี้แท็บเล็ตเครื่องนี้รับคำตอบครบจำนวนที่แบบสอบถามนี้อนุญาตแล้ว กรุณาทำต่อพรุ่งนี้ หรือใช้แท็บเล็ตเครื่องอื่น</translation>
    </message>
    <message numerus="yes">
        <source>The tablet’s clock is %n minute(s) ahead.</source>
        <translation>
            <numerusform>นาฬิกาของแท็บเล็ตเร็วไป %n นาที</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tablet’s clock is %n hour(s) ahead.</source>
        <translation>
            <numerusform>นาฬิกาของแท็บเล็ตเร็วไป %n ชั่วโมง</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tablet’s clock is %n day(s) ahead.</source>
        <translation>
            <numerusform>นาฬิกาของแท็บเล็ตเร็วไป %n วัน</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tablet’s clock is %n minute(s) behind.</source>
        <translation>
            <numerusform>นาฬิกาของแท็บเล็ตช้าไป %n นาที</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tablet’s clock is %n hour(s) behind.</source>
        <translation>
            <numerusform>นาฬิกาของแท็บเล็ตช้าไป %n ชั่วโมง</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The tablet’s clock is %n day(s) behind.</source>
        <translation>
            <numerusform>นาฬิกาของแท็บเล็ตช้าไป %n วัน</numerusform>
        </translation>
    </message>
    <message>
        <source>Set the date and time right, then synchronize again. The responses are safe.</source>
        <translation>กรุณาตั้งวันและเวลาให้ถูกต้อง แล้วเชื่อมข้อมูลอีกครั้ง คำตอบยังปลอดภัย</translation>
    </message>
    <message>
        <source>There is no code in this picture that can be read. Take it again, sharp and straight.</source>
        <translation>อ่านรหัสในรูปนี้ไม่ได้ โปรดถ่ายใหม่ให้ชัดและตรง</translation>
    </message>
    <message>
        <source>This isn’t the code of a card: a character is wrong. Look again.</source>
        <translation>นี่ไม่ใช่รหัสบัตร มีตัวหนึ่งผิด โปรดดูอีกครั้ง</translation>
    </message>
    <message>
        <source>This card isn’t for a questionnaire that may be answered here now.</source>
        <translation>บัตรนี้ไม่ใช่ของแบบสอบถามที่ตอบได้ที่นี่ในตอนนี้</translation>
    </message>
    <message>
        <source>Somebody has answered with this card already.</source>
        <translation>มีผู้ตอบด้วยบัตรนี้แล้ว</translation>
    </message>
    <message>
        <source>This questionnaire needs a card. Type the code on yours.</source>
        <translation>แบบสอบถามนี้ต้องใช้บัตร โปรดพิมพ์รหัสบนบัตรของท่าน</translation>
    </message>
    <message>
        <source>What answers there isn’t the server this tablet belongs to. Use another network, or tell the administrator. The responses are safe on this tablet.</source>
        <translation>สิ่งที่ตอบกลับมาไม่ใช่เซิร์ฟเวอร์ของแท็บเล็ตนี้ กรุณาใช้เครือข่ายอื่น หรือแจ้งผู้ดูแลระบบ คำตอบยังอยู่ในเครื่องนี้อย่างปลอดภัย</translation>
    </message>
    <message>
        <source>This network shows a page of its own instead of the server: it wants you to sign in first. Open a browser on this tablet and sign in, or use another network; then try again. The responses are safe on this tablet.</source>
        <translation>เครือข่ายนี้แสดงหน้าเว็บของตนแทนเซิร์ฟเวอร์ คือต้องลงชื่อเข้าใช้เครือข่ายก่อน กรุณาเปิดเบราว์เซอร์บนแท็บเล็ตนี้แล้วลงชื่อเข้าใช้ หรือใช้เครือข่ายอื่น จากนั้นลองอีกครั้ง คำตอบยังอยู่ในเครื่องนี้อย่างปลอดภัย</translation>
    </message>
</context>
<context>
    <name>sucharit::CardViewModel</name>
    <message>
        <source>A card has no 0 and no O, no 1 and no I. Please look again.</source>
        <translation>รหัสบนบัตรไม่มีเลข 0 กับตัว O และไม่มีเลข 1 กับตัว I โปรดดูอีกครั้ง</translation>
    </message>
</context>
<context>
    <name>sucharit::DiagnosticsViewModel</name>
    <message>
        <source>Tablet</source>
        <translation>แท็บเล็ต</translation>
    </message>
    <message>
        <source>not enrolled</source>
        <translation>ยังไม่ได้ลงทะเบียน</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>หน่วยงาน</translation>
    </message>
    <message>
        <source>Tablet’s number</source>
        <translation>หมายเลขแท็บเล็ต</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>เซิร์ฟเวอร์</translation>
    </message>
    <message>
        <source>Server’s fingerprint</source>
        <translation>ลายนิ้วมือดิจิทัลของเซิร์ฟเวอร์</translation>
    </message>
    <message>
        <source>Version of the app</source>
        <translation>รุ่นของแอป</translation>
    </message>
    <message>
        <source>Version of the stored data</source>
        <translation>รุ่นของข้อมูลที่เก็บ</translation>
    </message>
    <message>
        <source>Free storage</source>
        <translation>พื้นที่ว่าง</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>ไม่ทราบ</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 เมกะไบต์</translation>
    </message>
    <message>
        <source>Questionnaire held</source>
        <translation>แบบสอบถามในเครื่อง</translation>
    </message>
    <message>
        <source>%1 (%2, %3)</source>
        <translation>%1 (%2, %3)</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>รอส่ง %n ชุด</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n refused by the server</source>
        <translation>
            <numerusform> เซิร์ฟเวอร์ไม่รับ %n ชุด</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>, the oldest since today</source>
        <translation> ชุดที่เก่าที่สุดเริ่มรอวันนี้</translation>
    </message>
    <message numerus="yes">
        <source>, the oldest for %n day(s)</source>
        <translation>
            <numerusform> ชุดที่เก่าที่สุดรอมา %n วัน</numerusform>
        </translation>
    </message>
    <message>
        <source> · %1 s</source>
        <translation> · %1 วินาที</translation>
    </message>
    <message>
        <source>The app was started</source>
        <translation>เปิดแอป</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>ลงทะเบียนแล้ว</translation>
    </message>
    <message>
        <source>Enrolling failed</source>
        <translation>ลงทะเบียนไม่สำเร็จ</translation>
    </message>
    <message numerus="yes">
        <source>Synchronized, %n received by the server</source>
        <translation>
            <numerusform>เชื่อมข้อมูลแล้ว เซิร์ฟเวอร์ได้รับ %n ชุด</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Synchronizing failed, %n received by the server</source>
        <translation>
            <numerusform>เชื่อมข้อมูลไม่สำเร็จ เซิร์ฟเวอร์ได้รับ %n ชุด</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n saved to a file</source>
        <translation>
            <numerusform>บันทึกลงไฟล์ %n ชุด</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving to a file failed</source>
        <translation>บันทึกลงไฟล์ไม่สำเร็จ</translation>
    </message>
    <message numerus="yes">
        <source>Self-test, %n fault(s)</source>
        <translation>
            <numerusform>ทดสอบตัวเอง พบข้อบกพร่อง %n ข้อ</numerusform>
        </translation>
    </message>
    <message>
        <source>What is stored can be read</source>
        <translation>อ่านข้อมูลที่เก็บไว้ได้</translation>
    </message>
    <message>
        <source>The stored data is whole</source>
        <translation>ข้อมูลที่เก็บไว้ครบถ้วน</translation>
    </message>
    <message>
        <source>Unfinished responses are encrypted</source>
        <translation>คำตอบที่ยังไม่เสร็จถูกเข้ารหัส</translation>
    </message>
    <message>
        <source>Finished responses are sealed</source>
        <translation>คำตอบที่เสร็จแล้วถูกปิดผนึก</translation>
    </message>
    <message>
        <source>Thai letters can be shown</source>
        <translation>แสดงตัวอักษรไทยได้</translation>
    </message>
    <message>
        <source>Every page can be shown</source>
        <translation>แสดงได้ทุกหน้า</translation>
    </message>
</context>
<context>
    <name>sucharit::ExportViewModel</name>
    <message numerus="yes">
        <source>%n sealed response(s) could be read and are in %1. Some are damaged: bring the tablet to the administrator too.</source>
        <translation>
            <numerusform>อ่านคำตอบที่ปิดผนึกได้ %n ชุด และบันทึกไว้ที่ %1 มีบางชุดเสียหาย กรุณานำแท็บเล็ตไปให้ผู้ดูแลระบบด้วย</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sealed response(s) are in %1. Give the file to the administrator; the responses stay here too.</source>
        <translation>
            <numerusform>คำตอบที่ปิดผนึก %n ชุดอยู่ที่ %1 กรุณานำไฟล์นี้ไปให้ผู้ดูแลระบบ คำตอบยังอยู่ในแท็บเล็ตนี้ด้วย</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sucharit::FormViewModel</name>
    <message>
        <source>(no answer)</source>
        <translation>(ไม่ได้ตอบ)</translation>
    </message>
    <message>
        <source>Please type a number from %1 to %2, with at most %3 decimals.</source>
        <translation>กรุณาใส่ตัวเลขตั้งแต่ %1 ถึง %2 ทศนิยมไม่เกิน %3 ตำแหน่ง</translation>
    </message>
    <message numerus="yes">
        <source>Please write at most %n letters.</source>
        <translation>
            <numerusform>กรุณาเขียนไม่เกิน %n ตัวอักษร</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Please choose at most %n answers.</source>
        <translation>
            <numerusform>กรุณาเลือกไม่เกิน %n คำตอบ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sucharit::StaffViewModel</name>
    <message>
        <source>The two PINs differ. Please type both again.</source>
        <translation>รหัส PIN ทั้งสองช่องไม่ตรงกัน กรุณาใส่ใหม่ทั้งสองช่อง</translation>
    </message>
</context>
<context>
    <name>sucharit::SyncViewModel</name>
    <message>
        <source>Asking the server …</source>
        <translation>กำลังติดต่อเซิร์ฟเวอร์ …</translation>
    </message>
    <message>
        <source>Sending %1 of %2 …</source>
        <translation>กำลังส่ง %1 จาก %2 …</translation>
    </message>
    <message>
        <source>Everything is up to date. Nothing had to be sent.</source>
        <translation>ข้อมูลเป็นปัจจุบันแล้ว ไม่มีคำตอบที่ต้องส่ง</translation>
    </message>
    <message numerus="yes">
        <source>Done. The server has received %n response(s).</source>
        <translation>
            <numerusform>เสร็จแล้ว เซิร์ฟเวอร์ได้รับ %n ชุดคำตอบ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sucharit::TabletViewModel</name>
    <message>
        <source>Rehearsal: this is only for practice. Nothing that is answered here counts.</source>
        <translation>การซ้อม: ใช้เพื่อฝึกเท่านั้น คำตอบทั้งหมดในหน้านี้ไม่ถูกนับ</translation>
    </message>
    <message>
        <source>Rehearsal: some questionnaires here are only for practice. Their answers don’t count.</source>
        <translation>การซ้อม: แบบสอบถามบางชุดในเครื่องนี้ใช้เพื่อฝึกเท่านั้น คำตอบของชุดเหล่านั้นไม่ถูกนับ</translation>
    </message>
</context>
<context>
    <name>sucharit::WarningsViewModel</name>
    <message>
        <source>Little space is left on this tablet: %1 MB. Free some soon, before answers can’t be saved any more.</source>
        <translation>พื้นที่ในแท็บเล็ตนี้เหลือน้อย: %1 MB กรุณาเพิ่มพื้นที่ว่างโดยเร็ว ก่อนที่จะบันทึกคำตอบไม่ได้</translation>
    </message>
    <message numerus="yes">
        <source>Responses have been waiting here for %n day(s). Bring the tablet to a network and synchronize, or save them to a file.</source>
        <translation>
            <numerusform>มีคำตอบรอส่งอยู่ที่นี่มา %n วันแล้ว กรุณานำแท็บเล็ตไปยังที่ที่มีเครือข่ายแล้วเชื่อมข้อมูล หรือบันทึกลงไฟล์</numerusform>
        </translation>
    </message>
</context>
</TS>
